import array from './array/array.lt?raw';
import convert from './convert/convert.lt?raw';
import date from './date/date.lt?raw';
import fs from './fs/fs.lt?raw';
import math from './math/math.lt?raw';
import root from './module.lt?raw';
import ops from './ops/ops.lt?raw';
import option from './option/option.lt?raw';
import sql from './sql/sql.lt?raw';
import text from './text/text.lt?raw';
import time from './time/time.lt?raw';
import timestamp from './timestamp/timestamp.lt?raw';

/**
 * The declarations of the standard library in Lutra (specification 2 §2), as the files of a project: the root
 * module and one submodule a file. Handed to the checker where a compiler is put together.
 */
export const stdSources: readonly { readonly path: string; readonly text: string }[] = [
  { path: 'module.lt', text: root },
  { path: 'convert.lt', text: convert },
  { path: 'ops.lt', text: ops },
  { path: 'option.lt', text: option },
  { path: 'array.lt', text: array },
  { path: 'math.lt', text: math },
  { path: 'text.lt', text: text },
  { path: 'fs.lt', text: fs },
  { path: 'sql.lt', text: sql },
  { path: 'date.lt', text: date },
  { path: 'timestamp.lt', text: timestamp },
  { path: 'time.lt', text: time },
];
