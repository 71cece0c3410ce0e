import type { Natives } from '../program';
import { array } from './array/native';
import { convert } from './convert/native';
import { date } from './date/native';
import { fs } from './fs/native';
import { math } from './math/native';
import { ops } from './ops/native';
import { text } from './text/native';

/** The meaning of the standard library for the interpreter, by specialised external id (specification 3 G4). */
export const natives: Natives = new Map([...array, ...convert, ...date, ...fs, ...math, ...ops, ...text]);
