import { expose } from 'comlink';
import { LanguageService } from './language-service';

expose(new LanguageService());
