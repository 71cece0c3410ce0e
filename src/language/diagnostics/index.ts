export * from './catalogue';
export * from './diagnostic';
export * from './line-column';
export * from './render';
