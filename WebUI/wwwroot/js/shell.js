// What the page does outside of Blazor: coming back after a lost connection, and keys that work everywhere.
const modal = document.getElementById('components-reconnect-modal');

// With a dialog of its own the page has to reload itself when the server no longer knows the session, after a restart.
new MutationObserver(() => {
  if (modal.classList.contains('components-reconnect-rejected')) {
    location.reload();
  }
}).observe(modal, { attributeFilter: ['class'] });

// Blazor gives up after a while; a dashboard stays open all day, and the server comes back.
setInterval(async () => {
  if (!modal.classList.contains('components-reconnect-failed')) {
    return;
  }
  try {
    if ((await fetch('/favicon.svg', { cache: 'no-store' })).ok) {
      location.reload();
    }
  } catch {
    // Not yet.
  }
}, 2000);

document.addEventListener('click', event => {
  if (event.target.closest('[data-reload]')) {
    event.preventDefault();
    location.reload();
  }
});
