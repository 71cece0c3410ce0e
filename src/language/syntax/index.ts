export * from './highlight';
export { displayName, sourceName } from './identifier';
export { lex } from './lexer';
export { decimalView, floatView, integerView } from './number-literal';
export * from './parser';
export { escapeText, writeText } from './text-literal';
export type * from './token';
export type * from './tree';
