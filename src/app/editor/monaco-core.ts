/*
 * Monaco's texts and what is made of them for the screen: half of its core, set up before the rest in a task of its own
 * (SPD-16).
 */
import 'monaco-editor/editor/common/model/textModel';
import 'monaco-editor/editor/common/viewModel/viewModelImpl';
