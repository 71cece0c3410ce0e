/*
 * Every word of the interface (I18-1). Sentences are whole, with parameters and plurals inside functions, so
 * that another language can order them as it likes.
 */

const numbers = new Intl.NumberFormat('en-US');

function plural(n: number, one: string, many: string): string {
  return `${numbers.format(n)} ${n === 1 ? one : many}`;
}

export function wholeNumber(n: number): string {
  return numbers.format(n);
}

/** A size in bytes as people read it: `812 B`, `34.5 KB`, `7.8 MB`. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} KB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

/** A time span in milliseconds; `–` when it was not measured (GO-12). */
export function timeInWords(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1) return '< 1 ms';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(2)} s`;
}

export const words = {
  product: 'Holt',
  regions: {
    bar: 'Project bar',
    side: 'Data and examples',
    editor: 'Editor',
    inputs: 'Inputs',
    view: 'Views',
    strip: 'Status strip',
  },
  bar: {
    run: 'Run',
    running: 'Running',
    cancel: 'Cancel',
    share: 'Share',
    help: 'Help',
    menu: 'Menu',
    examples: 'Examples',
    palette: 'All commands',
    theme: 'Theme',
    side: 'Data and examples',
    projectName: 'Project name',
    changed: 'changed',
  },
  themes: { system: 'Follow the system', light: 'Light', dark: 'Dark', contrast: 'High contrast' },
  runner: {
    label: 'Runner',
    auto: 'Auto',
    interpreter: 'Interpreter',
    duckdb: 'DuckDB',
    pglite: 'PostgreSQL',
    autoPick: (name: string) => `Auto: ${name}`,
    autoNote: 'Picks the lightest runner that can do it',
    ready: 'ready',
    toLoad: (size: string) => `${size} to load`,
    loading: 'loading',
    failed: 'failed to start',
    inside: 'built in',
  },
  editor: {
    label: (file: string) => `Lutra source, ${file}. Press Ctrl+M and then Tab to leave the editor.`,
    keyRow: 'Symbols',
    cannotFormat: 'The text has a syntax error; it was left as it is.',
  },
  problems: {
    count: (n: number) => plural(n, 'problem', 'problems'),
    none: 'No problems',
    list: 'Problems',
    at: (line: number, column: number) => `line ${line}, column ${column}`,
    close: 'Close the list',
  },
  view: {
    result: 'Result',
    plan: 'Plan',
    sql: 'SQL',
    ir: 'IR',
    bytes: 'Bytes',
    compare: 'Compare',
    table: 'Table',
    tree: 'Tree',
    lutra: 'Lutra',
    json: 'JSON',
    tabs: 'Views of the run',
    forms: 'Form of the value',
    stored: 'stored',
    earlier: 'of an earlier text',
    rowsByColumns: (rows: number, columns: number) =>
      `${plural(rows, 'row', 'rows')} × ${plural(columns, 'column', 'columns')}`,
    oneValue: 'one value',
    items: (rows: number) => plural(rows, 'item', 'items'),
    empty: (type: string) => `0 rows of ${type}`,
    emptyNote:
      'The program ran and nothing was left over. Press a step in the plan to see where the rows went.',
    unit: 'Done; nothing to return',
    after: (step: string) => `after ${step}`,
    stepOf: (step: number, all: number) => `step ${step} of ${all}`,
    firstRows: (rows: number) => `the first ${numbers.format(rows)} rows`,
    pinResult: 'Pin the result',
    nothingYet: 'Nothing to run yet',
    nothingYetNote: 'Write a function named main, or start from an example.',
    broken: 'The result will be here once the program checks',
    failed: 'The run stopped',
    inputNeeded: (param: string) => `The input ${param} has no value yet`,
    inputNeededNote: 'Bind a data set or write a value in the form under the code.',
    writes: 'This program writes data',
    writesNote:
      'It writes to tables or files of this page only: a scratch database in this browser, gone when the page is closed.',
    allowWrites: 'Allow it and run',
    goToForm: 'Go to the form',
    goToSource: 'Go to the place',
    copied: 'Copied',
    copy: 'Copy',
    download: 'Download',
    downloadAs: { csv: 'CSV', json: 'JSON', lutra: 'Lutra source (.lt)', ld: 'Lutra binary (.ld)' },
    row: 'Row',
    rowDetail: (row: number) => `Row ${numbers.format(row)}`,
    closeDetail: 'Close the row',
    cut: (shown: number) =>
      `The first ${numbers.format(shown)} characters are shown. Download to have all of it.`,
    expand: (label: string) => `Open ${label}`,
    more: (n: number) => `${plural(n, 'more item', 'more items')}`,
    noSql: 'No SQL for this program',
    runnerOfSql: 'Dialect',
    sqlNote: 'Compiled from the program; the engine runs exactly this text.',
    irNote: 'What the compiler makes of the text before any runner is chosen.',
    sameAsShared: 'same result as when shared',
    differentFromShared: 'different result from when it was shared',
    reading: 'Reading the value',
  },
  bytes: {
    label: 'Bytes of the result. Arrows go from byte to byte, Enter follows a pointer.',
    roles: {
      scalar: 'value',
      tag: 'tag',
      pointer: 'pointer',
      count: 'count',
      padding: 'padding',
      text: 'text',
      dead: 'unused',
    } as Readonly<Record<string, string>>,
    sentence: (
      at: number,
      part: { readonly role: string; readonly path: string; readonly type: string; readonly says: string },
    ) => {
      const place = part.path === '' ? 'the value' : `value${part.path}`;
      const what = `offset 0x${at.toString(16)}, ${words.bytes.roles[part.role] ?? part.role} of ${place}: ${part.type}`;
      return part.says === '' ? what : `${what} → ${part.says}`;
    },
  },
  compare: {
    start: 'Compare all runners',
    running: 'Running on each runner',
    nothingToLoad: 'All engines are loaded.',
    toLoad: (size: string) => `Loads ${size} of engines the first time.`,
    same: (n: number) => `Same value on ${n} engines`,
    different: 'The engines gave different values',
    tooFew: (n: number) =>
      n === 0 ? 'No engine gave a value' : 'Only one engine gave a value: nothing to compare it with',
    columns: ['Runner', 'Digest', 'Rows', 'Bytes', 'Loading', 'Running'],
    path: 'Where',
    differences: (n: number, left: string, right: string) =>
      `${plural(n, 'difference', 'differences')} between ${left} and ${right}`,
  },
  plan: {
    label: 'Plan of the program',
    steps: (n: number) => plural(n, 'step', 'steps'),
    asText: 'As text',
    asGraph: 'As graph',
    fit: 'Fit',
    empty: 'The plan appears when the program checks.',
    peek: 'Peek',
    type: 'Type',
    source: 'Source',
    output: 'result',
    addedByPlanner: 'Added by the planner',
    close: 'Close the step',
    step: (name: string) => `Step ${name}`,
    peekFailed: 'This step cannot be shown',
    peeking: 'Running up to this step',
    notRunYet: 'Run the program to look inside a step.',
    stage: (n: number) => `stage ${n}`,
    from: (names: string) => `reads ${names}`,
    blocking: 'waits for all rows',
    effect: { pure: 'pure', reads: 'reads data', writes: 'writes data' },
  },
  side: {
    data: 'Data',
    examples: 'Examples',
    drop: 'Drop a CSV anywhere, paste a table, or',
    choose: 'choose a file',
    noData: 'No data yet',
    rows: (rows: number) => plural(rows, 'row', 'rows'),
    remove: (name: string) => `Remove ${name}`,
    peek: (name: string) => `Look at ${name}`,
    backToResult: 'Back to the result',
    use: (name: string) => `Use ${name} in the code`,
  },
  data: {
    dropHere: 'Drop to look inside',
    dropNote: 'The file stays on this device.',
    reading: (file: string) => `Reading ${file}`,
    title: (file: string) => `Add ${file}`,
    summary: (rows: string, columns: number, size: string, format: string) =>
      `${rows} · ${plural(columns, 'column', 'columns')} · ${size} · ${format}`,
    name: 'Name in the code',
    rowType: 'Row type',
    column: 'Column',
    type: 'Type',
    optional: 'May be empty',
    keep: 'Keep',
    why: 'Why',
    sample: 'First rows',
    accept: 'Add to the program',
    cancel: 'Cancel',
    notAccepted: (name: string) => `Holt reads CSV and TSV files here; ${name} is neither.`,
    misfits: (n: number) => `${plural(n, 'row does', 'rows do')} not fit the chosen types`,
    misfitAt: (line: number, reason: string) => `line ${numbers.format(line)}: ${reason}`,
    separators: {
      ',': 'comma separated',
      '\t': 'tab separated',
      ';': 'semicolon separated',
      '|': 'bar separated',
    },
    skipRows: 'Skip these rows',
    added: (name: string, rows: string) => `${name} added, ${rows}`,
    skipped: (n: number) => `${plural(n, 'row was', 'rows were')} skipped`,
    pasted: 'pasted table',
  },
  inputs: {
    boundTo: (set: string) => `data set ${set}`,
    none: 'no value yet',
    literal: 'Lutra value',
    placeholder: (type: string) => `a value of type ${type}`,
    source: (param: string) => `Where ${param} comes from`,
    value: (param: string) => `Value of ${param}`,
  },
  share: {
    title: 'Share this program',
    note: 'The link holds the whole program. Nothing is sent to a server: what follows # stays in the browser.',
    link: 'Link',
    copy: 'Copy link',
    copied: 'Link copied',
    length: (n: number) => `${plural(n, 'character', 'characters')}`,
    fits: {
      chat: 'fits chat messages',
      everywhere: 'fits nearly everywhere',
      browsers: 'fits browsers; many apps cut it',
      none: 'too long for a link',
    },
    includes: 'Data in the link',
    tooBig: 'too big for a link; pass the file on beside it',
    secret: 'This text may hold a password or a key. Look before you share it.',
    making: 'Making the link',
    opened: 'Opened from a link. Your own work is kept.',
    missing: (name: string, size: string) =>
      `The link leaves out ${name} (${size}). Drop that file to run it.`,
    damaged: 'The link is damaged',
    markdown: 'Copy as Markdown',
  },
  strip: {
    notRun: 'not run yet',
    ran: (rows: string, time: string) => `${rows} in ${time}`,
    running: (time: string) => `running, ${time}`,
    local: 'Everything stays on this device',
    languageDown: 'Language service restarting',
    engineDown: 'Engine restarting',
    stopped: 'run cancelled',
  },
  help: {
    title: 'Help',
    keys: 'Keys',
    syntax: 'Lutra on one screen',
    leaves: 'What leaves this device',
    leavesNote:
      'Nothing. Programs, data and results stay in this browser. A link you copy carries the program itself behind the # sign, which browsers do not send.',
  },
  palette: {
    title: 'All commands',
    placeholder: 'Type a command, an example or a setting',
    nothing: 'No such command',
  },
  fault: {
    title: 'This part stopped working',
    note: 'This is our fault. Your text is safe; the other parts keep working.',
    reload: 'Reload this part',
    report: 'Copy report',
  },
  layout: {
    splitter: (name: string) => `Width of ${name}`,
    wider: (name: string) => `Make ${name} wider`,
    narrower: (name: string) => `Make ${name} narrower`,
    hideSide: 'Hide data and examples',
    showSide: 'Show data and examples',
    code: 'Code',
    result: 'Result',
    plan: 'Plan',
    data: 'Data',
    navigation: 'Regions',
  },
  commands: {
    run: 'Run the program',
    cancel: 'Cancel the run',
    share: 'Share: make a link',
    format: 'Format the code',
    palette: 'Show all commands',
    nextProblem: 'Go to the next problem',
    problems: 'Show or hide the list of problems',
    help: 'Help and keys',
    open: 'Open a data file',
    newProject: 'New empty program',
    side: 'Show or hide data and examples',
    viewResult: 'View: Result',
    viewPlan: 'View: Plan',
    viewSql: 'View: SQL',
    viewIr: 'View: IR',
    viewBytes: 'View: Bytes',
    viewCompare: 'View: Compare runners',
    themeSystem: 'Theme: follow the system',
    themeLight: 'Theme: light',
    themeDark: 'Theme: dark',
    themeContrast: 'Theme: high contrast',
    runnerAuto: 'Runner: Auto',
    runnerInterpreter: 'Runner: interpreter',
    runnerDuckdb: 'Runner: DuckDB',
    runnerPglite: 'Runner: PostgreSQL',
    example: (title: string) => `Example: ${title}`,
    nextRegion: 'Go to the next region',
    previousRegion: 'Go to the previous region',
    autoRun: 'Run by itself after each edit',
    hints: 'Show or hide what leaves each step, in the code',
    follow: 'Follow the caret, or pin the result',
    sideWider: 'Side: wider',
    sideNarrower: 'Side: narrower',
    editorWider: 'Editor: wider',
    editorNarrower: 'Editor: narrower',
    importantKeys: 'Most used keys',
  },
  chips: {
    label: 'Try an edit',
    after2022: 'only after 2022',
    groupByYear: 'group by year',
    breakIt: 'break it: misspell a field',
    mend: 'mend it',
  },
  announce: {
    ran: (rows: string, time: string) => `Run finished, ${rows}, ${time}`,
  },
} as const;
