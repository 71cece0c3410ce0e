export { stdSources } from './sources';
