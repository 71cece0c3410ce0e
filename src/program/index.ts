export * from './compile';
export { missingImplementations, permittedExternals } from './externals';
export { inline } from './inline/inline';
export type * as ir from './ir';
export { layOut } from './layout';
export { lower, lowerExpression, packedInput } from './lower/lower';
export type { ProblemSlug } from './problem';
export { children, rewrite, type Visitor, walk, withChildren } from './rewrite';
