export { checkProject } from '../project/check-project';
export { readCorpus } from '../project/corpus/read-corpus';
export { RandomTexts, seededRandom } from './random-texts';
export { troubleWith } from './trouble';
