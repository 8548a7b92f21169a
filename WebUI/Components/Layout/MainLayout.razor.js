// What the frame of the pages does in the browser: keys that work everywhere, the number of running experiments in the title, notifications.
const wish = 'actortraining-notify';
const places = { e: '/', c: '/cluster', m: '/compare', n: '/new' };
const patience = 1200;

function isTyping(target) {
  return target.closest?.('input, textarea, select, [contenteditable]') !== null;
}

// Rows of lists that j and k go through: each by its first link.
function rows() {
  return [...document.querySelectorAll('#main tbody tr, #main .template, #main [data-row]')]
    .map(row => row.matches('a') ? row : row.querySelector('a[href]'))
    .filter(link => link && link.getClientRects().length > 0);
}

function step(by) {
  const links = rows();
  if (links.length === 0) {
    return false;
  }
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by));
  links[next].focus();
  links[next].scrollIntoView({ block: 'nearest' });
  return true;
}

export function frame(page) {
  let going = 0;
  let count = 0;

  const actions = {
    n: () => Blazor.navigateTo(places.n),
    '?': () => page.invokeMethodAsync('ShowShortcutsAsync'),
    '/': () => {
      const search = document.querySelector('#main input[type=search], #main [data-search]');
      search?.focus();
      return search !== null;
    },
    j: () => step(1),
    k: () => step(-1),
  };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target) || document.querySelector('.rz-dialog')) {
      return;
    }
    const isSecond = event.timeStamp - going < patience;
    going = 0;
    if (isSecond && places[event.key]) {
      event.preventDefault();
      Blazor.navigateTo(places[event.key]);
    } else if (event.key === 'g') {
      going = event.timeStamp;
    } else if (actions[event.key] && actions[event.key]() !== false) {
      event.preventDefault();
    }
  }

  // Blazor keeps hold of the title's text node: it is changed in place, never exchanged.
  function title() {
    const text = [...document.querySelector('head title')?.childNodes ?? []].find(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (text) {
      const wanted = (count > 0 ? `(${count}) ` : '') + text.data.replace(/^\(\d+\) /, '');
      if (text.data !== wanted) {
        text.data = wanted;
      }
    }
  }

  const watching = new MutationObserver(title);
  watching.observe(document.head, { subtree: true, childList: true, characterData: true });
  document.addEventListener('keydown', onKey);

  return {
    running(now) {
      count = now;
      title();
      const icon = document.querySelector('link[rel=icon]');
      const wanted = count > 0 ? '/favicon-running.svg' : '/favicon.svg';
      if (icon && new URL(icon.href).pathname !== wanted) {
        icon.href = wanted;
      }
    },
    bell: () => 'Notification' in window ? localStorage.getItem(wish) === 'yes' && Notification.permission === 'granted' : null,
    async ring(on) {
      const granted = on && (Notification.permission === 'granted' || await Notification.requestPermission() === 'granted');
      localStorage.setItem(wish, granted ? 'yes' : 'no');
      return granted;
    },
    refused: () => Notification.permission === 'denied',
    ended(summary, detail, address) {
      if (!('Notification' in window) || localStorage.getItem(wish) !== 'yes' || Notification.permission !== 'granted') {
        return;
      }
      // Of several windows one tells: they have the same tag.
      const told = new Notification(summary, { body: detail, tag: address, icon: '/favicon.svg' });
      told.onclick = () => {
        window.focus();
        Blazor.navigateTo(address);
      };
    },
    dispose() {
      watching.disconnect();
      document.removeEventListener('keydown', onKey);
    },
  };
}
