import { createEditor } from '/lib/prism-code-editor/dist/index.js';
import '/lib/prism-code-editor/dist/prism/languages/yaml.js';
import '/lib/prism-code-editor/dist/languages/yaml.js';
import { defaultCommands, editHistory } from '/lib/prism-code-editor/dist/extensions/commands/index.js';

const pause = 250;

// The editor's own style sheet is a page's matter only here.
function style() {
  if (!document.getElementById('yaml-editor-style')) {
    document.head.append(Object.assign(document.createElement('link'), { id: 'yaml-editor-style', rel: 'stylesheet', href: '/lib/prism-code-editor/dist/layout.css' }));
  }
}

export function create(element, text, page, memory) {
  style();
  const key = memory && `actortraining-draft:${memory}`;
  const remembered = key && sessionStorage.getItem(key);
  const restored = remembered && remembered !== text ? remembered : null;
  let faults = new Set();
  let telling;
  let quiet = true;

  function mark() {
    for (let i = 1; i < editor.lines.length; i++) {
      editor.lines[i].classList.toggle('fault', faults.has(i));
    }
  }

  const editor = createEditor(element, {
    language: 'yaml',
    value: restored ?? text,
    tabSize: 2,
    onUpdate(value) {
      if (quiet) {
        return;
      }
      mark();
      if (key) {
        sessionStorage.setItem(key, value);
      }
      clearTimeout(telling);
      telling = setTimeout(() => page.invokeMethodAsync('OnTyped', value), pause);
    },
  }, defaultCommands(), editHistory());
  editor.textarea.setAttribute('aria-label', 'The experiment in YAML');
  quiet = false;

  return {
    restored: () => restored,
    // A text that the form has changed: what is being looked at stays where it is.
    set(value) {
      clearTimeout(telling);
      const { scrollTop, scrollLeft } = editor.container;
      const { selectionStart, selectionEnd } = editor.textarea;
      quiet = true;
      editor.textarea.value = value;
      editor.update();
      editor.textarea.setSelectionRange(Math.min(selectionStart, value.length), Math.min(selectionEnd, value.length));
      quiet = false;
      mark();
      editor.container.scrollTo(scrollLeft, scrollTop);
      if (key) {
        sessionStorage.setItem(key, value);
      }
    },
    mark(lines) {
      faults = new Set(lines);
      mark();
    },
    goTo(line) {
      const at = editor.value.split('\n').slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
      editor.textarea.focus();
      editor.textarea.setSelectionRange(at, at);
      editor.lines[Math.min(line, editor.lines.length - 1)].scrollIntoView({ block: 'center' });
    },
    forget() {
      if (key) {
        sessionStorage.removeItem(key);
      }
    },
    dispose() {
      clearTimeout(telling);
      editor.remove();
    },
  };
}
