/* The launcher for other sites: <script src="https://service/chat/launcher.js" async></script>
   A pill with words; nothing else loads before it is used. Options on the script element:
   data-label (the words), data-lang ("en"). */
(function () {
'use strict';
const script = document.currentScript;
const service = new URL(script.src).origin;
const english = script.dataset.lang === 'en';
const words = english
  ? { label: 'A question for the gendarmerie?', panel: 'Chat of the brigade numérique', news: ' new message', newsMany: ' new messages', wait: 'The chat is opening… In danger: ', or: ', or text ', reduce: 'Reduce' }
  : { label: 'Une question à la gendarmerie\u202f?', panel: 'Tchat de la brigade numérique', news: ' nouveau message', newsMany: ' nouveaux messages', wait: 'Le tchat s’ouvre… En danger\u00a0: ', or: ', ou SMS au ', reduce: 'Réduire' };
const label = script.dataset.label || words.label;

const CSS = `
:host{all:initial;color-scheme:light dark;--brand:#0F5663;--on:#FFF;--bg:#F6F4EF;--ink:#18242E;--focus:#1F4FD8}
@media(prefers-color-scheme:dark){:host{--brand:#84CBD6;--on:#06262D;--bg:#0F161B;--ink:#E8ECEE;--focus:#9DB8FF}}
*{box-sizing:border-box}[hidden]{display:none!important}
.pill,.panel{position:fixed;z-index:2147483000;right:max(24px,env(safe-area-inset-right));bottom:max(24px,env(safe-area-inset-bottom));font:650 16px/1.3 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
.pill{display:inline-flex;align-items:center;gap:10px;min-height:56px;max-width:calc(100vw - 32px);padding:6px 20px 6px 14px;border:1px solid transparent;border-radius:99px;background:var(--brand);color:var(--on);text-align:start;cursor:pointer;box-shadow:0 1px 2px rgb(24 36 46/.1),0 4px 16px rgb(24 36 46/.2)}
.pill svg{flex:none;width:28px;height:28px}
button:focus-visible{outline:3px solid var(--focus);outline-offset:2px;box-shadow:0 0 0 2px var(--bg)}
.panel{width:400px;height:min(720px,100vh - 48px);border-radius:20px;overflow:hidden;background:var(--bg);color:var(--ink);box-shadow:0 12px 48px rgb(24 36 46/.28)}
.panel p{font-weight:400;margin:0;padding:64px 20px 0}.panel a{color:inherit;font-weight:700}
.panel button{position:absolute;top:8px;right:8px;min-height:44px;padding:0 12px;border:1.5px solid;border-radius:10px;background:none;color:inherit;font:inherit;cursor:pointer}
iframe{position:absolute;inset:0;width:100%;height:100%;border:0}
@media(max-width:599.98px){.pill{right:max(16px,env(safe-area-inset-right));bottom:max(16px,env(safe-area-inset-bottom))}.panel{inset:0;width:auto;height:auto;border-radius:0}}
@media(forced-colors:active){.pill,.panel{border:1px solid}}
@media print{.pill,.panel{display:none}}`;

/** Creates an element with attributes and children. */
function make(tag, attributes, ...children) {
  const el = document.createElement(tag);
  for (const name in attributes) el.setAttribute(name, attributes[name]);
  el.append(...children);
  return el;
}
/** The mark: a speech bubble with a lit doorway. */
function mark() {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('viewBox', '0 0 32 32');
  svg.setAttribute('aria-hidden', 'true');
  for (const [d, fill] of [['M8 2.5h16A5.5 5.5 0 0 1 29.5 8v12a5.5 5.5 0 0 1-5.5 5.5H14.5L8 30v-4.5A5.5 5.5 0 0 1 2.5 20V8A5.5 5.5 0 0 1 8 2.5z', 'currentColor'], ['M11 21v-6.5a5 5 0 0 1 10 0V21z', 'var(--brand)'], ['M13.9 14.6a2.1 2.1 0 1 0 4.2 0a2.1 2.1 0 1 0-4.2 0z', '#E3A83B']]) {
    const path = document.createElementNS(ns, 'path');
    path.setAttribute('d', d);
    path.setAttribute('fill', fill);
    svg.append(path);
  }
  return svg;
}

let frame = null, panel = null, isOpen = false, shifts = [], alone = false;
const text = make('span', {}, label);
const pill = make('button', { class: 'pill', type: 'button', 'aria-expanded': 'false', 'aria-haspopup': 'dialog' }, mark(), text);
const host = make('div', { lang: english ? 'en' : 'fr' });
const shadow = host.attachShadow({ mode: 'open' });
addStyle();
shadow.append(pill);
pill.addEventListener('click', open);

/** A constructed sheet where there is one: it also works where the host's policy forbids inline styles. */
function addStyle() {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    shadow.adoptedStyleSheets = [sheet];
  } catch (e) { shadow.append(make('style', {}, CSS)); }
}
function build() {
  // Behind the frame: what one reads and can do while it loads, or if it never does.
  const behind = make('p', {}, words.wait, make('a', { href: 'tel:17' }, '17'), words.or, make('a', { href: 'sms:114' }, '114'), '.');
  const close = make('button', { type: 'button' }, words.reduce);
  close.addEventListener('click', reduce);
  frame = make('iframe', { title: words.panel, src: service + '/?embed=1', referrerpolicy: 'no-referrer' });
  frame.addEventListener('load', () => { behind.hidden = close.hidden = true; });
  panel = make('section', { class: 'panel', role: 'dialog', 'aria-label': words.panel }, behind, close, frame);
  shadow.append(panel);
}
function open() {
  if (!panel) build();
  isOpen = true;
  panel.hidden = false;
  pill.hidden = true;
  pill.setAttribute('aria-expanded', 'true');
  text.textContent = label;
  frame.focus();
  post({ brigade: 'shown', open: true });
}
function reduce() {
  if (!isOpen) return;
  isOpen = false;
  panel.hidden = true;
  pill.hidden = false;
  pill.setAttribute('aria-expanded', 'false');
  post({ brigade: 'shown', open: false });
  pill.focus();
}
function post(message) { frame.contentWindow.postMessage(message, service); }
/** The host page gives way: empty and hide at once, then go. */
function leave(url) {
  host.remove();
  if (/^https?:\/\//i.test(url)) location.replace(url);
}
addEventListener('message', e => {
  // Only our own frame, only from our own origin.
  if (!frame || e.source !== frame.contentWindow || e.origin !== service || !e.data) return;
  if (e.data.brigade === 'exit') leave(String(e.data.url));
  else if (e.data.brigade === 'reduce') reduce();
  else if (e.data.brigade === 'unread' && !isOpen) { const n = +e.data.count || 1; text.textContent = n + (n > 1 ? words.newsMany : words.news); }
});
addEventListener('keydown', e => {
  if (e.key === 'Escape') reduce();
  if (e.key === 'Shift' && !e.repeat) alone = true;
  else if (e.key !== 'Shift') { alone = false; shifts = []; }
}, true);
// Shift three times leaves, also when the focus is on the host page, but only while the panel is open.
addEventListener('keyup', e => {
  if (e.key !== 'Shift' || !alone || !isOpen) return;
  const now = Date.now();
  shifts = shifts.filter(at => now - at < 2000).concat(now);
  if (shifts.length >= 3) { panel.style.visibility = 'hidden'; post({ brigade: 'exit' }); }
}, true);
const attach = () => document.body.append(host);
if (document.body) attach(); else addEventListener('DOMContentLoaded', attach);
})();
