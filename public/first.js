// Before the first paint: the theme and the sizes of the last visit, so that nothing changes after it.
(function () {
  var root = document.documentElement;
  function read(key) {
    try {
      return JSON.parse(localStorage.getItem('holt/' + key));
    } catch (error) {
      return null;
    }
  }
  var theme = read('theme');
  if (theme !== 'light' && theme !== 'dark' && theme !== 'contrast') {
    theme = matchMedia('(prefers-contrast: more)').matches
      ? 'contrast'
      : matchMedia('(prefers-color-scheme: dark)').matches
        ? 'dark'
        : 'light';
  }
  root.dataset.theme = theme;
  var layout = read('layout') || {};
  if (layout.side > 0) root.style.setProperty('--side-width', layout.side + 'px');
  if (layout.editor > 0) root.style.setProperty('--editor-width', layout.editor + 'px');
  if (layout.editorHeight > 0) root.style.setProperty('--editor-height', layout.editorHeight + 'px');
  // What explains the page to those who cannot run it is not shown to others.
  if (typeof WebAssembly !== 'undefined' && typeof Worker !== 'undefined') root.dataset.live = '';
  if (read('last') !== null || location.hash.indexOf('#p=') === 0) root.dataset.visit = 'return';
})();
