import './own-origin';
import { expose } from 'comlink';
import { LanguageService } from './language-service';
import { holdLife } from './life';

expose(new LanguageService(holdLife()));
