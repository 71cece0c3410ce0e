export * from './catalogue';
export * from './diagnostic';
export { type Explanation, explanationOf, filesOf, type Sample } from './explanation';
export * from './line-column';
export * from './render';
