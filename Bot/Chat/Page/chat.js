/* The citizen's chat: transcript, composer, Direct Line client, quick exit.
   One classic script on purpose: every further file is a round trip on a slow telephone.
   ES2019 only, nothing from another origin, no markup built from data: text is always set as text. */
(function () {
'use strict';

/* ------------------------------------------------------------------ texts
   French for what scripts write; the French of the page itself stands in index.html and is kept
   when English is chosen, so it is not repeated here. */
const TEXTS = {
fr: { /* fr> */
'bot': 'Assistant automatique', 'me': 'Vous', 'human': '{name}, gendarme', 'human.live': 'Gendarme, en direct', 'live': 'Gendarme, en direct. Ce tchat ne reçoit pas les urgences.',
'queueing': 'En file d’attente', 'at': '{who}, {time}', 'choices': 'Réponses proposées', 'newtab': ' (nouvel onglet)', 'source': 'Source {n} : {title}',
'person.button': 'Parler à une personne', 'silent.start': 'Répondre par boutons', 'silent.off': 'Écrire à la place',
'silent.on': 'Mode silencieux : aucun son. Touchez une réponse.',
'silent.buttons': 'Oui|Non|Il est là|Elle est là|Je ne sais pas|Personne n’est avec moi|Je dois arrêter', 'silent.position': 'Envoyer ma position', 'silent.position.sent': 'Position envoyée à {time}.',
'contact.button': 'Comment me joindre', 'copy.button': 'Garder une copie', 'close.button': 'Terminer l’échange', 'extra.fail': 'Cette partie de la page ne s’ouvre pas. Essayez encore.',
'props': 'Questions proposées', 'props.sr': 'Questions proposées avant le champ : {n}.', 'field.hint': 'Écrivez votre message', 'field.emer': 'Écrivez si vous le pouvez', 'send.empty': 'Écrivez d’abord votre message.',
'send.sending': 'Envoi…', 'send.sent': 'Envoyé', 'send.read': 'Lu', 'send.failed': 'Non envoyé', 'send.again': 'Renvoyer', 'send.long': 'Message trop long.',
'sr.sent': 'Message envoyé.', 'sr.failed': 'Message non envoyé. Bouton Renvoyer.', 'sr.lost': 'Connexion perdue.', 'sr.back': 'Connexion retrouvée.', 'sr.end': 'Échange terminé.',
'limit.near': 'Encore {n} caractères.', 'limit.over': 'Il faut retirer {n} caractères.',
'net.lost': 'Connexion perdue. Nouvel essai dans {n} s. En danger : appelez le **17**.',
'net.try': 'Connexion perdue. Nouvel essai en cours. En danger : appelez le **17**.',
'net.first': 'Connexion… En danger : appelez le **17**.', 'net.back': 'Connexion retrouvée. Rien n’est perdu.',
'fast': 'Vous écrivez très vite. Attendez {n} s, votre texte est gardé. En danger : **17**.',
'readonly': 'Nous ne pouvons pas enregistrer de message pour l’instant. Le centre d’aide fonctionne. En danger : **17**.',
'session.end': 'Cet échange est fermé.', 'session.new': 'Ouvrir un nouvel échange', 'close.bot': 'L’échange est terminé. Écrivez à nouveau quand vous voulez.',
'close.sensitive': 'L’échange est fermé. Rien ne reste sur cette page. Vous pouvez revenir à toute heure.',
'emer.title': 'Danger immédiat', 'emer.114': 'Si vous ne pouvez pas parler, SMS au 114.',
'typing.bot': 'L’assistant cherche dans les fiches', 'typing.human': '{name} écrit', 'sr.joined': '{name} a rejoint l’échange.',
'queue.title': 'Un gendarme va vous répondre ici', 'queue.label': 'Votre place dans la file', 'queue.place': 'Votre place', 'queue.wait': 'Attente estimée',
'queue.min': 'environ {n} min', 'queue.next': 'Vous êtes la prochaine personne.', 'queue.long': 'Plus de 30 min. Nous préférons vous le dire.',
'queue.unknown': 'Attente impossible à estimer pour l’instant.', 'queue.writeon': 'Vous pouvez écrire : tout sera lu.', 'queue.updated': 'Mis à jour à {time}',
'queue.passed': 'Une urgence est passée devant. Votre place est gardée.', 'queue.sensitive': 'Vous passez avant les demandes ordinaires.', 'queue.leave': 'Ne plus attendre',
'queue.left': 'Vous êtes de retour avec l’assistant automatique.', 'queue.sr': 'Vous êtes {nth}.', 'queue.srmin': 'Environ {n} minutes.',
'queue.nth': '|la prochaine personne|deuxième|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième', 'queue.n': 'Votre place : {n}.',
'answer.date': 'Fiche mise à jour le {date}', 'answer.source': 'Source : {source}', 'answer.useful': 'Cette réponse vous aide-t-elle ?',
'answer.choices': 'Oui|Non|Pas tout à fait', 'answer.yes': 'Bien. Autre chose ?', 'answer.no': 'Merci de le dire. Voulez-vous reformuler, ou parler à un gendarme ?',
'sheet.fail': 'La fiche ne s’ouvre pas pour l’instant.', 'sheet.page': 'Ouvrir la page de la fiche', 'sheet.wait': 'La fiche s’ouvre…',
'rate.ask': 'Cet échange vous a-t-il aidé ?', 'rate.hint': '1 : pas du tout. 5 : tout à fait.', 'rate.free': 'Un mot, si vous voulez (facultatif)',
'rate.privacy': 'N’écrivez ni nom, ni adresse.', 'rate.send': 'Envoyer l’avis', 'rate.skip': 'Passer', 'rate.thanks': 'Merci.', 'rate.pick': 'Choisissez d’abord un chiffre.',
'close': 'Fermer', 'display.title': 'Affichage', 'traces': 'Traces et vie privée', 'd.lang': 'Langue', 'd.easy': 'Facile à lire', 'd.size': 'Taille du texte', 'd.theme': 'Couleurs',
'd.themes': 'Automatique|Clair|Sombre|Contraste fort', 'd.kept': 'Gardé pour cet onglet seulement.',
'easy.greet': 'Bonjour.\n\nJe suis un robot.\n\nJe réponds à vos questions.\n\nVous êtes en danger ? Appelez le **17**.\n\nVous ne pouvez pas parler ? Envoyez un SMS au **114**.\n\nVous voulez parler à un gendarme ? Touchez le bouton « Parler à une personne ».',
/* <fr */ },
en: {
'bot': 'Automatic assistant', 'me': 'You', 'human': '{name}, gendarme', 'human.live': 'Gendarme, live', 'live': 'Gendarme, live. This chat does not take emergencies.',
'queueing': 'Waiting', 'at': '{who}, {time}', 'choices': 'Suggested replies', 'newtab': ' (new tab)', 'source': 'Source {n}: {title}',
'person.button': 'Talk to a person', 'silent.start': 'Reply with buttons', 'silent.off': 'Write instead',
'silent.on': 'Silent mode: no sound. Tap a reply.',
'silent.buttons': 'Yes|No|He is here|She is here|I don’t know|Nobody is with me|I have to stop', 'silent.position': 'Send my position', 'silent.position.sent': 'Position sent at {time}.',
'contact.button': 'How to reach me', 'copy.button': 'Keep a copy', 'close.button': 'End the conversation', 'extra.fail': 'This part of the page does not open. Try again.',
'props': 'Suggested questions', 'props.sr': 'Suggested questions before the field: {n}.', 'field.hint': 'Write your message', 'field.emer': 'Write if you can', 'send.empty': 'Write your message first.',
'send.sending': 'Sending…', 'send.sent': 'Sent', 'send.read': 'Read', 'send.failed': 'Not sent', 'send.again': 'Send again', 'send.long': 'Message too long.',
'sr.sent': 'Message sent.', 'sr.failed': 'Message not sent. Button Send again.', 'sr.lost': 'Connection lost.', 'sr.back': 'Connection restored.', 'sr.end': 'Conversation ended.',
'limit.near': '{n} characters left.', 'limit.over': 'Remove {n} characters.',
'net.lost': 'Connection lost. Trying again in {n} s. In danger: call **17**.', 'net.try': 'Connection lost. Trying again now. In danger: call **17**.',
'net.first': 'Connecting… In danger: call **17**.', 'net.back': 'Connection restored. Nothing is lost.',
'fast': 'You are writing very fast. Wait {n} s, your text is kept. In danger: **17**.',
'readonly': 'We cannot save messages at the moment. The help centre works. In danger: **17**.',
'session.end': 'This conversation is closed.', 'session.new': 'Start a new conversation', 'close.bot': 'The conversation has ended. Write again whenever you want.',
'close.sensitive': 'The conversation is closed. Nothing stays on this page. You can come back at any time.',
'emer.title': 'Immediate danger', 'emer.114': 'If you cannot speak, text 114.',
'typing.bot': 'The assistant is searching', 'typing.human': '{name} is writing', 'sr.joined': '{name} has joined.',
'queue.title': 'A gendarme will answer you here', 'queue.label': 'Your place in the queue', 'queue.place': 'Your place', 'queue.wait': 'Estimated wait',
'queue.min': 'about {n} min', 'queue.next': 'You are next.', 'queue.long': 'More than 30 min. We prefer to tell you.',
'queue.unknown': 'The wait cannot be estimated at the moment.', 'queue.writeon': 'You can write: everything will be read.', 'queue.updated': 'Updated at {time}',
'queue.passed': 'An emergency went first. Your place is kept.', 'queue.sensitive': 'You go before ordinary requests.', 'queue.leave': 'Stop waiting',
'queue.left': 'You are back with the automatic assistant.', 'queue.sr': 'You are {nth}.', 'queue.srmin': 'About {n} minutes.',
'queue.nth': '|next|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth', 'queue.n': 'Your place: {n}.',
'answer.date': 'Updated on {date}', 'answer.source': 'Source: {source}', 'answer.useful': 'Does this answer help you?',
'answer.choices': 'Yes|No|Not quite', 'answer.yes': 'Good. Anything else?', 'answer.no': 'Thank you for telling us. Do you want to rephrase, or talk to a gendarme?',
'sheet.fail': 'The article does not open at the moment.', 'sheet.page': 'Open the article’s page', 'sheet.wait': 'Opening…',
'rate.ask': 'Did this conversation help you?', 'rate.hint': '1: not at all. 5: completely.', 'rate.free': 'A word, if you like (optional)',
'rate.privacy': 'Do not write a name or an address.', 'rate.send': 'Send', 'rate.skip': 'Skip', 'rate.thanks': 'Thank you.', 'rate.pick': 'Choose a number first.',
'close': 'Close', 'display.title': 'Display', 'traces': 'Traces and privacy', 'd.lang': 'Language', 'd.easy': 'Easy to read', 'd.size': 'Text size', 'd.theme': 'Colours',
'd.themes': 'Automatic|Light|Dark|High contrast', 'd.kept': 'Kept for this tab only.',
'easy.greet': 'Hello.\n\nI am a robot.\n\nI answer your questions.\n\nAre you in danger? Call **17**.\n\nYou cannot speak? Text **114**.\n\nDo you want to talk to a gendarme? Touch the button “Talk to a person”.',
'greet': 'Hello. I am an **automatic assistant**, not a person.\n\nI answer everyday questions. I can pass you to a gendarme.\n\nIn danger? Call **17**. Cannot speak? Text **114**.',
'skip.field': 'Go to the message', 'skip.numbers': 'Go to the emergency numbers', 'brand.where': 'Day and night, all over France',
'brand.about': 'Not a person. This chat does not take emergencies.', 'exit.1': 'Leave', 'exit.2': ' fast',
'exit.keys': 'Or press the Shift key three times. The page gives way to a neutral site.',
'numbers': 'Emergency numbers', 'numbers.lead': 'In danger now?', 'numbers.touch': 'Tap a number.',
'num.17': 'Call 17, police and gendarmerie', 'num.18': 'Call 18, fire brigade', 'num.15': 'Call 15, Samu, medical emergency', 'num.112': 'Call 112, Europe, any emergency', 'num.114': 'Write to 114 by text, without speaking or hearing',
'n.17': 'Police', 'n.18': 'Fire', 'n.114': 'by text', 'nn.17': 'Police and gendarmerie', 'nn.15': 'Samu, medical emergency', 'nn.112': 'Europe, any emergency', 'nn.114': 'By text, without speaking or hearing',
'log': 'Conversation', 'greet.ask': 'What is happening?', 'greet.c1': 'File a complaint', 'greet.c2': 'Theft or loss', 'greet.c3': 'Scam, bank card', 'greet.c4': 'Someone is hurting me', 'greet.c5': 'Appointment',
'greet.traces': 'Before you write: traces and privacy', 'privacy.short': 'We do not need your name. Your messages are used to answer you. A gendarme may read them.',
'privacy.h1': 'Leaving fast', 'exit.explain': '“Leave fast” closes the conversation and opens an ordinary site. The back button shows nothing any more. The history of the device may keep a line “Aide en ligne”. Texts and calls may leave a trace: delete them if you can do so safely. 119 and 3919 do not appear on the bill. If your device is watched, prefer the device of someone you trust.',
'privacy.h2': 'What we keep', 'privacy.what': 'What you write, the files you send, your position if you agree, the times, the language, what the assistant made of it. Nothing else is asked. No cookie, no tracker, no other site.',
'privacy.h3': 'Who can read', 'privacy.who': 'The gendarmes of this service and those in charge of them.',
'privacy.h4': 'Secrecy has a limit', 'privacy.limit': 'A gendarme who learns of a crime must report it to the justice system. Facing serious danger, they alert the emergency services.',
'privacy.more': 'More about privacy', 'new': 'New message', 'form': 'Write a message', 'field': 'Your message', 'send': 'Send', 'reduce': 'Reduce',
'kb': 'Enter sends · Shift + Enter goes to the next line · Shift three times leaves the page', 'display.long': 'Display, language, easy to read', 'display': 'Display',
'rail': 'Help and settings', 'help': 'Help centre', 'easy': 'Easy to read', 'rail.display': 'Language, text size, colours',
} };

/* ------------------------------------------------------------------ small helpers */
const LIMIT = 4000;
const BRAND = 'Brigade numérique';
const API = '/v3/directline/conversations';
/** Numbers that become a link when they stand alone in bold. 16 is missing on purpose: it is also a radio channel. */
const CALLABLE = ['15', '17', '18', '112', '114', '115', '116000', '116006', '119', '196', '3018', '3114', '3919', '3977'];
const root = document.documentElement;
const $ = id => document.getElementById(id);
const log = $('log'), scroller = $('scroll'), next = $('next'), field = $('field'), form = $('form'), dock = $('dock'), row = $('row');
const embedded = window.parent !== window && /[?&]embed=1/.test(location.search);
const display = { lang: 'fr', easy: false, size: '1', theme: 'auto' };

/** The text of a key in the chosen language, with its {variables} filled. */
function t(key, vars) {
  const set = TEXTS[display.lang];
  const text = set[key] === undefined ? TEXTS.fr[key] || '' : set[key];
  return text.replace(/\{(\w+)\}/g, (all, name) => vars && vars[name] !== undefined ? vars[name] : '');
}
/** Creates an element: class, text, children; attributes beginning with "on" are listeners. */
function h(tag, attrs, ...children) {
  const el = document.createElement(tag);
  for (const name in attrs || {}) {
    const value = attrs[name];
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') el.className = value;
    else if (name.slice(0, 2) === 'on') el.addEventListener(name.slice(2), value);
    else el.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children) if (child !== undefined && child !== null) el.append(child);
  return el;
}
/** An icon of the sprite in index.html; always hidden from screen readers, words stand beside it. */
function icon(name, cls, size) {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  const use = document.createElementNS(ns, 'use');
  use.setAttribute('href', '#' + name);
  svg.setAttribute('aria-hidden', 'true');
  if (cls) svg.setAttribute('class', cls);
  if (size) { svg.setAttribute('width', size); svg.setAttribute('height', size); }
  svg.append(use);
  return svg;
}
const ic = name => icon('i-' + name, 'ic');
const locale = () => display.lang === 'en' ? 'en-GB' : 'fr-FR';
const clock = date => (isNaN(date) ? new Date() : date).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit' });
const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), b => (b < 16 ? '0' : '') + b.toString(16)).join('');
const sequence = id => { const m = /\|0*(\d+)$/.exec(id || ''); return m ? +m[1] : 0; };
const digits = s => String(s || '').replace(/\D/g, '');

/** sessionStorage that may be forbidden (embedded, private): then memory is all there is. */
const store = {
  get(key) { try { return JSON.parse(sessionStorage.getItem(key)); } catch (e) { return null; } },
  set(key, value) { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch (e) { /* nothing kept */ } },
  drop(key) { try { if (key) sessionStorage.removeItem(key); else sessionStorage.clear(); } catch (e) { /* nothing kept */ } },
};

/* ------------------------------------------------------------------ text to nodes */
/** A link we are willing to make: tel, sms, https or a path of this site; otherwise null. */
function safeHref(href) {
  const s = String(href || '').trim();
  if (/^(tel:[+\d]+|sms:[+\d]+(\?body=[^\s]*)?)$/i.test(s)) return s;
  if (/^\/(?![/\\])\S*$/.test(s)) return s;
  if (!/^https:\/\//i.test(s)) return null;
  try { return new URL(s).href; } catch (e) { return null; }
}
/** A link with its words; another site, or any page when we sit in a frame, opens in a new tab so that the exchange stays. */
function link(href, content, cls) {
  const away = /^https:/i.test(href) || (embedded && href[0] === '/');
  return h('a', { href, class: cls, target: away && '_blank', rel: 'noopener noreferrer' }, content, away ? h('span', { class: 'vh' }, t('newtab')) : null);
}
/** Appends Markdown of one line: **bold**, [words](link "title"), backslash escapes; everything else is text. */
function inline(parent, text) {
  const token = /\\([\\*_[\]()#.!~`>+-])|\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)(?: "([^"]*)")?\)/g;
  let last = 0, m;
  while ((m = token.exec(text))) {
    parent.append(text.slice(last, m.index));
    last = token.lastIndex;
    if (m[1]) parent.append(m[1]);
    else if (m[2]) parent.append(bold(m[2]));
    else {
      const href = safeHref(m[4]);
      if (href) { const words = h('span'); inline(words, m[3]); parent.append(m[5] ? cited(link(href, words, 'cite'), m[3], m[5]) : link(href, words)); } else parent.append(m[0]);
    }
  }
  parent.append(text.slice(last));
  return parent;
}
/** A number that stands for an article: named by its title, which is drawn beside it under the keyboard and on paper. */
function cited(a, n, title) {
  const words = t('source', { n, title }) + (a.target ? t('newtab') : '');
  a.setAttribute('aria-label', words);
  a.title = words;
  a.dataset.source = title;
  return a;
}
/** Bold words; a number one can call becomes its link. */
function bold(text) {
  const number = /^[\d\s]+$/.test(text) && digits(text);
  const b = h('b');
  if (number && CALLABLE.indexOf(number) >= 0) b.append(h('a', { href: (number === '114' ? 'sms:' : 'tel:') + number }, text));
  else inline(b, text);
  return b;
}
/** Fills an element with a message's text. Plain text keeps its lines; Markdown knows paragraphs and lists. */
function paint(el, text, markdown) {
  el.textContent = '';
  let list = null, para = null, ordered = null;
  for (const line of String(text || '').split('\n')) {
    const m = markdown && /^\s*(?:([-*•])|(\d{1,3})[.)])\s+(.*)$/.exec(line);
    if (m) {
      const kind = m[2] ? 'ol' : 'ul';
      if (!list || ordered !== kind) { list = h(kind, m[2] && m[2] !== '1' ? { start: m[2] } : null); ordered = kind; el.append(list); }
      list.append(inline(h('li'), m[3]));
      para = null;
    } else if (!line.trim()) para = null;
    else {
      list = null;
      if (para) para.append(h('br')); else { para = h('p'); el.append(para); }
      if (markdown) inline(para, line.replace(/^#{1,6}\s+/, '')); else para.append(line);
    }
  }
}
/** Easy reading: one sentence a line, for what the assistant says. */
const sentences = text => text.replace(/([.?!…]\**) +(?=\**[A-ZÀ-Ý«])/g, '$1\n\n');
/** Paints a bubble from what it remembers, so that a change of display can paint it again. */
function repaint(bub) {
  const easy = display.easy && bub.easy;
  paint(bub, easy ? sentences(bub.words) : bub.words, bub.markdown);
  if (bub.after) bub.append(bub.after);
}

/* ------------------------------------------------------------------ announcements */
let live = true;
const spoken = [];
let speaking = null;
/** Says a sentence through the one status region; sentences follow each other, none is overwritten unheard. */
function say(text) {
  if (!live || !text || spoken[spoken.length - 1] === text) return;
  spoken.push(text);
  if (!speaking) speak();
}
function speak() {
  const text = spoken.shift();
  if (text === undefined) { speaking = null; return; }
  // After the quick exit there is nothing left to speak through.
  if (!$('status')) { speaking = null; return; }
  $('status').textContent = '';
  setTimeout(() => { const box = $('status'); if (box) box.textContent = text; }, 60);
  speaking = setTimeout(speak, 900);
}
/** The one alert, outside the log: a danger, once a signal. */
function alarm(text, code) {
  if (!live) return;
  $('alert').textContent = '';
  setTimeout(() => { const box = $('alert'); if (box) { box.lang = foreign(code) || display.lang; box.textContent = text; } }, 60);
}

/* ------------------------------------------------------------------ scrolling */
let following = true, anchor = null, unseen = null, moved = 0, settleAsked = false;
const gap = () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
/** Shows what is new if the reader is at the end, but never pushes the beginning of the answer out of sight. */
function settle(own) {
  if (own) { following = true; anchor = unseen = null; }
  if (settleAsked) return;
  settleAsked = true;
  requestAnimationFrame(() => {
    settleAsked = false;
    if (following) {
      const max = scroller.scrollHeight - scroller.clientHeight;
      moved = Date.now();
      scroller.scrollTop = anchor && anchor.isConnected ? Math.min(max, anchor.offsetTop - 12) : max;
    }
    showPill();
  });
}
/** The pill waits as long as the first message not seen yet lies below what is visible. */
function showPill() {
  if (unseen && (!unseen.isConnected || unseen.offsetTop < scroller.scrollTop + scroller.clientHeight - 8)) unseen = null;
  $('pill').hidden = !unseen;
}
scroller.addEventListener('scroll', () => {
  if (gap() < 60) following = true; else if (Date.now() - moved > 250) following = false;
  showPill();
  tellRead();
}, { passive: true });
$('pill').addEventListener('click', () => { if (unseen) anchor = unseen; following = true; settle(); });

/* ------------------------------------------------------------------ transcript */
const own = new Map();        // clientActivityID -> our message
const seen = new Set();       // activity ids already on screen
let agent = null, emergency = null, alertBox = null, queueCard = null, silent = false, started = false, dangerous = false, grave = false;

/** Where committed items go: before our own messages that the server has not placed yet. */
const firstPending = () => log.querySelector('[data-pending]');
/** Puts an item in the transcript, in the order of the stream, and makes it reachable with the arrows. */
function place(el, keepAnchor) {
  el.classList.add('item');
  el.tabIndex = -1;
  const before = el.dataset.pending ? null : firstPending();
  const previous = before ? before.previousElementSibling : log.lastElementChild;
  if (previous && el.dataset.who && previous.dataset.who === el.dataset.who) el.classList.add('run');
  log.insertBefore(el, before);
  if (!log.contains(document.activeElement)) roving(el, false);
  if (!keepAnchor && (!anchor || el.dataset.who !== 'bot')) anchor = el;
  if (!unseen && live && !el.dataset.pending) unseen = el;
  askAgain();
  if (!mayPropose()) hideProps();
  settle();
}
/** One Tab stop for the whole transcript. */
function roving(el, focus) {
  const old = log.querySelector('.item[tabindex="0"]');
  if (old) old.tabIndex = -1;
  el.tabIndex = 0;
  if (focus) el.focus();
}
/** A bubble of the assistant or of a gendarme. */
function bubble(a, who, name, after) {
  const time = clock(new Date(a.timestamp));
  const speaker = who === 'human' ? gendarme(name) : t('bot');
  const face = who === 'human' ? h('span', { class: 'ava', 'aria-hidden': 'true' }, initial(name)) : icon('mark', '', 20);
  const bub = h('div', Object.assign({ class: 'bub' }, tongue(a.locale)));
  bub.words = a.text || '';
  bub.markdown = a.textFormat !== 'plain';
  bub.easy = who === 'bot';
  bub.after = after;
  repaint(bub);
  return h('article', { class: 'msg ' + who, 'data-who': who === 'bot' ? 'bot' : 'human ' + name, 'aria-label': t('at', { who: speaker, time }) },
    h('div', { class: 'meta' }, face, h('b', who === 'bot' ? { 'data-t': 'bot' } : null, speaker), h('time', null, time)), bub);
}
const gendarme = name => /gendarme/i.test(name) ? name : t('human', { name });
const initial = name => { const w = String(name || '').trim().split(/\s+/); return (w[w.length - 1] || '?').charAt(0).toUpperCase(); };
/** The lang attribute of a text, only where it differs from the page's. */
const foreign = code => { const two = String(code || '').slice(0, 2).toLowerCase(); return two && two !== display.lang ? two : null; };
/** Language and direction of words in another language than the page's; otherwise the first letter decides the direction. */
const tongue = code => { const lang = foreign(code); return { lang, dir: lang ? (/^(ar|fa|he|ur)$/.test(lang) ? 'rtl' : 'ltr') : 'auto' }; };

/** « 14:03 · … joined »: the hour is the service's; whoever reads elsewhere in the world reads their own. */
const ownHour = a => String(a.text || '').replace(/^\d\d:\d\d(?= ·)/, clock(new Date(a.timestamp)));
/** A centred line of the service. Silent lines are said by the status region instead. */
function systemLine(text, quiet, code) {
  const p = h('p', Object.assign({ class: 'sys', 'aria-live': quiet && 'off' }, tongue(code)));
  inline(p, text);
  place(p);
}
/** One of our own messages: on screen at once, its state in words below. */
function ownMessage(text, id, shown) {
  const m = { id, text, tries: 0, at: new Date(), state: 'sending', bub: h('div', { class: 'bub', dir: 'auto' }, shown || text), meta: h('div', { class: 'meta' }) };
  // Live off: one's own words are not read back; the status region says whether they left.
  m.el = h('article', { class: 'msg me', 'aria-live': 'off', 'data-pending': '1' }, m.bub, m.meta);
  own.set(id, m);
  setState(m, 'sending');
  return m;
}
/** Writes the state of an own message: sending, sent, read, failed. */
function setState(m, state, reason) {
  m.state = state;
  m.reason = reason;
  m.meta.textContent = '';
  m.el.setAttribute('aria-label', t('at', { who: t('me'), time: clock(m.at) }));
  if (state === 'failed') {
    m.meta.append(h('span', { class: 'fail' }, ic('alert'), t('send.failed')), reason ? ' ' + reason : '',
      h('button', { type: 'button', class: 'btn quiet', onclick: () => again(m) }, t('send.again')));
  } else if (state === 'sending') m.meta.append(t('send.sending'));
  else m.meta.append(h('time', null, clock(m.at)), ' · ' + t('send.' + state));
}
/** The stream has placed one of our messages: it takes its place in the order. */
function commit(m, a) {
  m.done = true;
  m.seq = sequence(a.id);
  m.at = new Date(a.timestamp || Date.now());
  if (isNaN(m.at)) m.at = new Date();
  if (m.el.dataset.pending) {
    delete m.el.dataset.pending;
    const before = firstPending();
    // Only when a message that failed earlier still waits above.
    if (before && before.compareDocumentPosition(m.el) & Node.DOCUMENT_POSITION_FOLLOWING) log.insertBefore(m.el, before);
  }
  if (m.state !== 'read') setState(m, m.seq <= net.read ? 'read' : 'sent');
}
/** Everything the page offered before this message is outdated. */
function clearOffers() {
  next.textContent = '';
  asked = null;
  fillSilent();
  for (const el of log.querySelectorAll('.useful[data-open]')) el.remove();
  $('start').hidden = true;
  started = true;
  hideProps();
}

/** Suggested replies, as real buttons below the last bubble; a question that other lines may push away stands above them. */
function offer(actions, big, code, question) {
  next.textContent = '';
  const list = (actions || []).filter(x => x && (x.value || x.title)).slice(0, 5);
  if (!list.length) return;
  const group = h('div', Object.assign({ class: 'choices' + (big || silent ? ' big' : ''), role: 'group', 'aria-label': t('choices') }, tongue(code)));
  for (const action of list) {
    group.append(h('button', { type: 'button', class: 'btn line', dir: 'auto', onclick: e => choose(String(action.value || action.title), e) }, action.title || action.value));
  }
  if (question) {
    const ask = h('p', Object.assign({ class: 'ask', hidden: true }, tongue(code)), question);
    ask.below = log.lastElementChild;
    next.append(ask);
  }
  next.append(group);
  if (asked && asked.position) next.append(positionButton());
  settle();
}
/** « Oui » and « Non » under other words than their question would answer those. */
function askAgain() {
  const ask = next.querySelector('.ask');
  if (ask && ask.hidden && ask.below !== log.lastElementChild) ask.hidden = false;
}
let touch = false;
addEventListener('pointerdown', e => { touch = e.pointerType === 'touch' || e.pointerType === 'pen'; shifts = []; }, true);
/** Posts a choice. With a keyboard the focus goes to the field; on touch to the new message, so that no keyboard pops up. */
function choose(text, event) {
  const m = send(text);
  if (touch && event.detail !== 0) roving(m.el, true); else field.focus();
  if (silentBox && !touch) silentBox.firstChild.focus();
}

/* ------------------------------------------------------------------ cards */
/** The emergency card: buttons first, then the lines; the number row fills in place; said once, outside the log. */
function emergencyCard(a, data) {
  const title = data.title || t('emer.title');
  const acts = h('div', { class: 'acts' });
  const actions = (data.actions || []).filter(x => x && safeHref(x.href));
  actions.forEach((x, i) => acts.append(h('a', { class: 'btn ' + (i ? 'dline' : 'danger'), href: safeHref(x.href) }, ic(/^sms:/i.test(x.href) ? 'sms' : 'phone'), h('span', null, x.label || x.number))));
  const lines = h('div', { class: 'lines' });
  (data.lines || []).forEach((line, i) => { if (!isButton(line, i, actions)) lines.append(inline(h('p'), line)); });
  if (!lines.childNodes.length && !actions.length) paint(lines, a.text, true);
  const card = h('section', Object.assign({ class: 'emer', 'aria-live': 'off', 'aria-label': title, 'data-who': 'danger' }, tongue(data.lang || a.locale)),
    h('h2', null, ic('alert'), title), h('div', { class: 'in' }, actions.length ? acts : null, lines));
  dangerous = true;
  emergency = card;
  alertBox = null;
  const numbers = (data.numbers && data.numbers.length ? data.numbers : actions.map(x => x.number)).map(digits);
  for (const cell of document.querySelectorAll('.numbers a')) if (numbers.indexOf(digits(cell.getAttribute('href'))) >= 0) cell.classList.add('on');
  place(card);
  alarm(data.announce || title + '. ' + actions.map(x => x.label).join('. ') + '.', data.lang || a.locale);
  setHint();
  leftButton();
}
/** The first line of an emergency text is its first button; a line that only repeats another button is that button too. */
function isButton(line, index, actions) {
  const plain = line.replace(/\*\*/g, '');
  const number = actions[0] && digits(actions[0].number || actions[0].href);
  if (index === 0 && number && new RegExp('^' + number + '(?!\\d)').test(plain)) return true;
  return actions.some(x => /^sms:114/.test(x.href)) && /\*\*114\*\*[.\s]*$/.test(line);
}
/** The state of the alert: one box under the last emergency card, its words replaced in place. */
function alertState(a) {
  if (!alertBox) {
    const words = h('span');
    alertBox = h('div', Object.assign({ class: 'state' }, tongue(a.locale)), ic('clock'), words);
    alertBox.words = words;
    if (emergency && emergency.isConnected) {
      alertBox.classList.add('item');
      alertBox.tabIndex = -1;
      inline(words, a.text || '');
      emergency.after(alertBox);
      settle();
      return;
    }
    inline(words, a.text || '');
    place(alertBox);
    return;
  }
  const fresh = h('span');
  inline(fresh, a.text || '');
  alertBox.words.replaceWith(fresh);
  alertBox.words = fresh;
}
/** The card of an article; sensitive ones open here, without a line in the history. */
function articleCard(article) {
  const href = safeHref(article.href);
  if (!href) return null;
  const small = h('small');
  const date = new Date(article.updated);
  if (article.updated) small.append(t('answer.date', { date: isNaN(date) ? article.updated : date.toLocaleDateString(locale(), { day: 'numeric', month: 'long', year: 'numeric' }) }));
  if (article.source) { if (article.updated) small.append(' · '); small.append(t('answer.source', { source: article.source })); }
  const inside = [h('span', { class: 'icw' }, ic('book')), h('span', null, h('b', null, article.title || ''), small)];
  if (href[0] === '/' && (article.sensitive || embedded)) {
    return h('button', { type: 'button', class: 'card art', 'aria-haspopup': 'dialog', onclick: e => openArticle(href, article.title, e.currentTarget) }, ...inside);
  }
  const a = h('a', { class: 'card art', href, rel: 'noopener noreferrer' }, ...inside);
  return a;
}
/** « Cette réponse vous aide-t-elle ? » and, after an answer, one sentence in the same height. */
function usefulLine(slug) {
  const box = h('div', { class: 'useful', 'data-open': '1' });
  const group = h('div', { class: 'choices', role: 'group', 'aria-label': t('answer.useful') });
  t('answer.choices').split('|').forEach((label, i) => group.append(h('button', { type: 'button', class: 'btn line', onclick: e => {
    const answer = ['yes', 'no', 'partly'][i];
    postEvent('chat/useful', { slug, answer });
    box.style.minHeight = box.offsetHeight + 'px';
    box.textContent = '';
    delete box.dataset.open;
    const done = h('p', { class: 'ask', tabindex: '-1' }, t(answer === 'yes' ? 'answer.yes' : 'answer.no'));
    box.append(done);
    if (e.detail === 0 || !touch) field.focus(); else done.focus({ preventScroll: true });
  } }, label)));
  box.append(h('p', { class: 'ask' }, t('answer.useful')), group);
  return box;
}
/** The queue card; a later line or event rewrites it in place. */
function queueUpdate(value, time, inLine) {
  if (!queueCard) {
    if (!inLine) return;
    queueCard = h('section', { class: 'card queue', 'aria-live': 'off', 'aria-label': t('queue.label') });
    place(queueCard, true);
  }
  Object.assign(queueCard, { value: Object.assign({}, queueCard.value, value) });
  const v = queueCard.value, hadFocus = queueCard.contains(document.activeElement) && document.activeElement !== queueCard;
  queueCard.textContent = '';
  queueCard.append(h('h2', null, t('queue.title')));
  const dl = h('dl');
  if (v.place > 1) dl.append(h('div', null, h('dt', null, t('queue.place')), h('dd', null, String(v.place), display.lang === 'fr' ? h('sup', null, 'e') : null)));
  if (v.minutes > 0 && v.minutes <= 30) dl.append(h('div', null, h('dt', null, t('queue.wait')), h('dd', null, t('queue.min', { n: v.minutes }))));
  if (v.place === 1) queueCard.append(h('p', null, t('queue.next')));
  if (dl.childNodes.length) queueCard.append(dl);
  if (v.minutes > 30) queueCard.append(h('p', null, t('queue.long')));
  if (v.minutes === null || v.minutes === undefined) queueCard.append(h('p', null, t('queue.unknown')));
  if (v.passed) queueCard.append(h('p', null, t('queue.passed')));
  else if (v.sensitive || v.urgent) queueCard.append(h('p', null, t('queue.sensitive')));
  queueCard.append(h('p', null, t('queue.writeon')));
  const leave = h('button', { type: 'button', class: 'link', onclick: leaveQueue }, t('queue.leave'));
  queueCard.append(h('p', { class: 'upd num' }, t('queue.updated', { time }), ' · ', leave));
  if (hadFocus) leave.focus({ preventScroll: true });
  sayQueue(v);
  speaker();
  settle();
}
let queueSaid = 0, queueWords = '';
/** The place in words, on change, once a minute at most. */
function sayQueue(v) {
  if (!v.place || !live) return;
  const nth = t('queue.nth').split('|')[v.place];
  const words = (nth ? t('queue.sr', { nth }) : t('queue.n', { n: v.place })) + (v.minutes > 0 && v.minutes <= 30 ? ' ' + t('queue.srmin', { n: v.minutes }) : '');
  if (words === queueWords || Date.now() - queueSaid < 60000) return;
  queueSaid = Date.now();
  queueWords = words;
  say(words);
}
function leaveQueue() {
  postEvent('chat/leave-queue', {}, () => { dropQueue(); say(t('queue.left')); });
  field.focus();
}
function dropQueue() {
  if (queueCard) queueCard.remove();
  queueCard = null;
  speaker();
}
/** Five numbered squares and an optional line; passing is as easy as sending. */
function ratingForm() {
  const squares = h('div', { class: 'squares' });
  const card = h('form', { class: 'card rate', method: 'dialog', 'aria-live': 'off' });
  const name = 'r' + randomId().slice(0, 6);
  for (let n = 1; n <= 5; n++) {
    const input = h('input', { type: 'radio', name, value: n });
    const label = h('label', null, input, String(n));
    squares.append(label);
    input.addEventListener('change', () => { for (const l of squares.children) l.classList.toggle('on', l === label); });
  }
  const comment = h('input', { class: 'line-in', maxlength: '500', autocomplete: 'off' });
  const done = words => { const p = h('p', { class: 'sys' }, words); card.replaceWith(p); focusAfter(); };
  const hint = h('p', { class: 'hint' }, t('rate.hint'));
  card.append(h('fieldset', null, h('legend', null, t('rate.ask')), hint, squares),
    h('label', { class: 'free' }, t('rate.free') + '. ' + t('rate.privacy'), comment),
    h('div', { class: 'two' }, h('button', { class: 'btn', type: 'submit' }, t('rate.send')), h('button', { class: 'btn line', type: 'button', onclick: () => { card.remove(); focusAfter(); } }, t('rate.skip'))));
  card.addEventListener('submit', e => {
    e.preventDefault();
    const picked = squares.querySelector('input:checked');
    if (!picked) { hint.textContent = t('rate.pick'); say(t('rate.pick')); squares.querySelector('input').focus(); return; }
    postEvent('chat/rating', { score: +picked.value, comment: comment.value });
    done(t('rate.thanks'));
    say(t('rate.thanks'));
  });
  place(card);
}
const focusAfter = () => { const b = dock.querySelector('.ended button'); if (b) b.focus(); else if (!touch) field.focus(); };

/* ------------------------------------------------------------------ who is there */
/** Header: who answers now. The name comes from the line that says so, and goes with the line that says so. */
function speaker() {
  if ((agent || queueCard) && !gone) extra(() => api.presence()); else if (api.presence) api.presence();
  const words = agent || (queueCard ? t('queueing') : t('bot'));
  for (const el of document.querySelectorAll('[data-speaker]')) el.textContent = words;
  // Where there is no room for both, the name of who answers takes the place of the service's.
  $('name').textContent = agent || BRAND;
  if (agent) document.querySelector('.who [data-speaker]').textContent = t('human.live');
  const about = $('about');
  if (agent) about.textContent = t('live'); else translate(about);
  const face = $('face');
  face.textContent = '';
  face.append(agent ? h('span', { class: 'ava' }, initial(agent)) : icon('mark', '', 32));
  leftButton();
}
/** The left place of the dock: a person, or silent mode, or the way back; the wide header keeps the person. */
function leftButton() {
  const mode = silent ? 'silent.off' : emergency || agent ? 'silent.start' : queueCard ? 'contact.button' : 'person.button';
  for (const b of document.querySelectorAll('[data-act=left]')) {
    const inDock = row.contains(b), key = inDock ? mode : 'person.button';
    b.querySelector('use').setAttribute('href', '#i-' + { 'silent.off': 'sms', 'silent.start': 'hand', 'contact.button': 'lock', 'person.button': 'person' }[key]);
    const words = b.querySelector('span');
    words.dataset.t = key;
    words.textContent = t(key);
    b.classList.toggle('silence', key !== 'person.button');
    // The place stays: what is beside it must not move.
    b.style.visibility = (agent && key === 'person.button') || ended ? 'hidden' : '';
    b.mode = key;
  }
}
for (const b of document.querySelectorAll('[data-act=left]')) {
  b.addEventListener('click', e => {
    if (b.mode === 'silent.start') silentMode(true, e);
    else if (b.mode === 'silent.off') silentMode(false, e);
    else if (b.mode === 'contact.button') extra(() => api.contact(b));
    else choose(t('person.button'), e);
  });
}
let silentBox = null, asked = null, written = false, filled = 0;
/** A gendarme asks with buttons: they take the place of the field, unless the person is writing or chose to write. */
function answerByButtons() {
  next.textContent = '';
  if (silent) fillSilent();
  else if (written || field.value) offer(asked.actions, true, asked.lang);
  else silentMode(true);
}
/** The buttons of silent mode: those of the question, else those that always fit; always at the same places. */
function fillSilent() {
  if (!silentBox) return;
  const at = Array.from(silentBox.children).indexOf(document.activeElement);
  const words = asked && asked.actions.length ? asked.actions.map(x => x.title || x.value) : t('silent.buttons').split('|');
  // Somebody who was about to touch another button must not have answered this question.
  filled = Date.now();
  silentBox.textContent = '';
  for (const w of words) silentBox.append(h('button', { type: 'button', class: 'btn line', dir: 'auto', onclick: e => { if (e.detail === 0 || Date.now() - filled > 350) choose(w, e); } }, w));
  if (asked && asked.position) silentBox.append(positionButton());
  if (at >= 0) silentBox.children[Math.min(at, silentBox.children.length - 1)].focus();
}
const positionButton = () => h('button', { type: 'button', class: 'btn line full pos', onclick: e => extra(() => api.position(e)) }, ic('pin'), t('silent.position'));
/** Only buttons, always at the same places; nothing on this page makes a sound in any mode. */
function silentMode(on, event) {
  silent = on;
  hideProps();
  if (silentBox) silentBox.remove();
  silentBox = null;
  form.hidden = on;
  const hadFocus = event ? event.detail === 0 : form.contains(document.activeElement) || document.activeElement === document.body;
  if (on) {
    silentBox = h('div', { class: 'silent choices big', role: 'group', 'aria-label': t('choices') });
    fillSilent();
    filled = 0;
    form.before(silentBox);
    next.textContent = '';
    systemLine(t('silent.on'));
    if (hadFocus && !touch) silentBox.firstChild.focus({ preventScroll: true });
  } else {
    written = true;
    if (asked) offer(asked.actions, true, asked.lang);
    if (!touch) field.focus();
  }
  applyTheme();
  leftButton();
  settle(true);
}
const setHint = () => { field.placeholder = t(emergency ? 'field.emer' : 'field.hint'); };

/* ------------------------------------------------------------------ typing of the other side */
let typingShow = null, typingHide = null, typingSaid = 0;
function typing(a) {
  const data = a.channelData || {};
  if (data.streamType && data.streamType !== 'informative') { drafting(a, data); return; }
  const human = data.speaker === 'agent';
  clearTimeout(typingHide);
  typingHide = setTimeout(stopTyping, 5000);
  if (typingShow || $('typing').firstChild) return;
  typingShow = setTimeout(() => {
    typingShow = null;
    const name = (a.from && a.from.name) || agent || '';
    const words = human ? t('typing.human', { name }) : t('typing.bot');
    $('typing').append(human ? h('span', { class: 'ava', 'aria-hidden': 'true' }, initial(name)) : icon('mark', '', 22), h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')), words);
    if (human && Date.now() - typingSaid > 30000) { typingSaid = Date.now(); say(words + '.'); }
  }, 400);
}
function stopTyping() {
  clearTimeout(typingShow);
  clearTimeout(typingHide);
  typingShow = null;
  $('typing').textContent = '';
}

/** A reply under way, sentence by checked sentence; the line of the record takes its place and is what a screen reader says, once. */
let draft = null, draftHide = null;
function drafting(a, data) {
  clearTimeout(draftHide);
  if (data.streamType === 'final' || !a.text) { dropDraft(); return; }
  stopTyping();
  if (!draft) {
    draft = bubble({ timestamp: Date.now() }, 'bot', '');
    draft.setAttribute('aria-hidden', 'true');
    log.insertBefore(draft, firstPending());
    if (!anchor) anchor = draft;
  }
  paint(draft.lastChild, a.text, true);
  for (const x of draft.querySelectorAll('a')) x.tabIndex = -1;
  draftHide = setTimeout(dropDraft, 10000);
  settle();
}
function dropDraft() {
  clearTimeout(draftHide);
  if (!draft) return;
  if (anchor === draft) anchor = null;
  draft.remove();
  draft = null;
}

/* ------------------------------------------------------------------ what comes in */
/** One frame of the stream or one page of history. */
function frame(set) {
  for (const a of set.activities || []) { if (a && !gone) receive(a); }
  if (set.watermark) net.watermark = set.watermark;
  if (net.replay) endReplaySoon();
}
function receive(a) {
  if (a.type === 'typing') { if (!isMine(a)) typing(a); return; }
  if (a.id) { if (seen.has(a.id)) return; seen.add(a.id); }
  if (a.type === 'event') eventCame(a);
  else if (a.type === 'endOfConversation') conversationEnded(a);
  else if (a.type === 'message') { if (isMine(a)) echo(a); else incoming(a); }
}
const isMine = a => !!a.from && (a.from.role === 'user' || a.from.id === 'citoyen');
/** Our own message comes back: matched by its client id, or drawn when the page was loaded again. */
function echo(a) {
  const id = (a.channelData || {}).clientActivityID || a.id;
  let m = own.get(id);
  if (!m) {
    if (!a.text && !(a.attachments || []).length) return;
    const data = a.channelData || {};
    m = ownMessage(a.text || '', id, data.position && t('silent.position.sent', { time: clock(new Date(a.timestamp)) }));
    if (a.attachments) extra(() => api.received(m.bub, a.attachments));
    clearOffers();
    place(m.el);
    settle(true);
  }
  commit(m, a);
  // A message after the end opens the exchange again.
  if (ended === 'close') reopen();
}
/** The question at the end of a text, without its marks. */
function lastQuestion(text) {
  const last = String(text || '').trim().split('\n').pop().replace(/\*\*/g, '');
  return /[?؟？]\s*$/.test(last) ? last : '';
}
function incoming(a) {
  stopTyping();
  dropDraft();
  const data = a.channelData || {}, kind = data.kind || 'text', from = a.from || {};
  if (kind === 'greeting') return;
  const draw = KINDS[kind] || KINDS.text;
  draw(a, data, from);
  const actions = a.suggestedActions && a.suggestedActions.actions;
  const safety = kind === 'sensitive' || kind === 'ask-safe';
  if (kind === 'question') asked = { actions: actions || [], position: !!data.position, lang: a.locale };
  if (asked && kind === 'question') { if (live) answerByButtons(); }
  else if (kind === 'contact') { /* its own button leads to the form */ }
  else if (actions) offer(actions, safety, a.locale, safety && lastQuestion(a.text));
  else if (data.speaker === 'agent') next.textContent = '';
  if (live && embedded && !shown) { unread++; tell({ brigade: 'unread', count: unread }); }
}
/** A bubble of whoever speaks, with what belongs below the text inside it; lines of the service are placed at once. */
function spokenBubble(a, data, from, after) {
  if (data.speaker === 'system') { if (a.text) systemLine(a.text, false, a.locale); return null; }
  if (!a.text && !after) return null;
  return bubble(a, data.speaker === 'agent' ? 'human' : 'bot', from.name || agent || '', after);
}
function showBubble(a, data, from, after) {
  const el = spokenBubble(a, data, from, after);
  if (!el) return;
  place(el);
  if (data.speaker === 'agent') { lastHuman = { el, seq: sequence(a.id) }; tellRead(); }
}
let lastHuman = null, readTold = 0, readTimer = null;
/** Tells the gendarme that the last line is read: only once it stands on a screen that is looked at. */
function tellRead() {
  if (!lastHuman || lastHuman.seq <= readTold || readTimer || gone) return;
  readTimer = setTimeout(() => {
    readTimer = null;
    if (!lastHuman || lastHuman.seq <= readTold || document.hidden || (embedded && !shown) || sheet || ended || !lastHuman.el.isConnected) return;
    if (lastHuman.el.offsetTop + 24 > scroller.scrollTop + scroller.clientHeight) return;
    readTold = lastHuman.seq;
    postEvent('chat/read', { through: readTold });
  }, 400);
}
/** What each channelData.kind looks like. An unknown kind shows its text. */
const KINDS = {
  text: showBubble,
  choices: showBubble,
  'ask-safe': showBubble,
  question: showBubble,
  contact(a, data, from) {
    showBubble(a, data, from);
    if (!live) return;
    next.textContent = '';
    next.append(h('div', { class: 'choices big' }, h('button', { type: 'button', class: 'btn line', onclick: e => { const b = e.currentTarget; extra(() => api.contact(b)); } }, t('contact.button'))));
  },
  meanwhile(a, data, from) {
    const el = spokenBubble(a, data, from);
    for (const x of data.articles || []) { const card = articleCard(x); if (card) el.append(card); }
    place(el, true);
  },
  emergency: (a, data) => emergencyCard(a, data),
  alert: a => alertState(a),
  sensitive(a, data, from) {
    grave = true;
    const help = (data.help || []).filter(x => x && safeHref(x.href));
    showBubble(a, data, from, help.length ? h('ul', { class: 'help' }, ...help.map(x => h('li', null, link(safeHref(x.href), x.label || x.href)))) : null);
  },
  article(a, data, from) {
    const el = spokenBubble(a, data, from) || h('div', { class: 'msg bot', 'data-who': 'bot' });
    const article = data.article || {};
    const card = articleCard(article);
    if (card) el.append(card);
    place(el);
    if (data.useful || article.useful) place(usefulLine(article.slug), true);
  },
  queue: (a, data) => queueUpdate({ place: data.place, minutes: data.minutes, urgent: data.urgent, sensitive: data.sensitive, passed: data.passed }, clock(new Date(a.timestamp)), true),
  join(a, data, from) {
    agent = data.agent && data.agent.name ? data.agent.name : data.agent || from.name || '';
    dropQueue();
    // The ways out of waiting are over; whether the person is safe still wants an answer.
    if (!grave) next.textContent = '';
    systemLine(ownHour(a), true, a.locale);
    say(t('sr.joined', { name: agent }));
  },
  leave(a) { agent = null; dropQueue(); systemLine(ownHour(a), false, a.locale); },
  return(a) { agent = null; dropQueue(); systemLine(a.text, false, a.locale); },
  lost(a) { agent = null; systemLine(a.text, false, a.locale); speaker(); },
  rating() { if (!dangerous) ratingForm(); },
};
function eventCame(a) {
  const value = a.value || {};
  if (a.name === 'queue.position') queueUpdate({ place: value.place, minutes: value.minutes, passed: !!value.passed }, clock(new Date(a.timestamp)), false);
  else if (a.name === 'chat/read') {
    net.read = Math.max(net.read, +value.through || 0);
    for (const m of own.values()) if (m.seq && m.seq <= net.read && m.state === 'sent') setState(m, 'read');
  }
}
function conversationEnded(a) {
  stopTyping();
  dropQueue();
  const sensitive = !!(a.channelData || {}).sensitive;
  if (sensitive) { clearTranscript(); $('start').hidden = true; }
  if (sensitive || dangerous) store.drop('session');
  end(sensitive ? 'sensitive' : 'close');
}

/* ------------------------------------------------------------------ what only some need */
/** Files, position, safe contact, copy of the exchange: a second script, fetched when a person is waited for, so that nobody else pays for it. */
const api = { TEXTS, t, h, ic, $, call, send, postEvent, openSheet, say, place, locale, clock, randomId, settle, ownMessage, setState, clearOffers, positionButton, systemLine,
  conversation: () => conversation(), token: () => net.session && net.session.token, agent: () => agent, isGrave: () => dangerous || grave, field, form, dock, API, own, failed, gone: () => gone, ended: () => ended, closeSheet };
let extraState = '', extraWaiting = [];
function extra(then) {
  if (extraState === 'ready') { if (then) then(); return; }
  if (then) extraWaiting.push(then);
  if (extraState) return;
  extraState = 'loading';
  const script = h('script', { src: document.querySelector('meta[name=extra]').content });
  window.brigade = add => { delete window.brigade; add(api); extraState = 'ready'; for (const f of extraWaiting.splice(0)) f(); };
  script.onerror = () => { extraState = ''; script.remove(); if (extraWaiting.splice(0).length) { say(t('extra.fail')); systemLine(t('extra.fail'), true); } };
  document.head.append(script);
}

/* ------------------------------------------------------------------ the end and a new beginning */
let ended = null;
/** Closes the composer and says why: 'close', 'sensitive' or 'session'. The words not sent are kept for the next exchange. */
function end(why) {
  if (ended) return;
  ended = why;
  silent = written = false;
  asked = null;
  if (silentBox) silentBox.remove();
  silentBox = null;
  applyTheme();
  if (why !== 'close') stopNet();
  agent = null;
  form.hidden = true;
  row.hidden = true;
  next.textContent = '';
  const words = t({ close: 'close.bot', sensitive: 'close.sensitive', session: 'session.end' }[why]);
  const button = h('button', { type: 'button', class: 'btn full', onclick: newExchange }, t('session.new'));
  const hadFocus = dock.contains(document.activeElement);
  // The service has often said so in the exchange itself.
  const told = Array.from(log.querySelectorAll('.sys')).some(line => line.textContent === words);
  const copy = why === 'close' && net.session && h('button', { type: 'button', class: 'btn line full', onclick: e => { const b = e.currentTarget; extra(() => api.copy(b)); } }, t('copy.button'));
  dock.append(h('div', { class: 'ended' }, told ? null : h('p', null, words), button, copy || null));
  if (hadFocus) button.focus();
  failWaiting();
  banner(null);
  speaker();
  say(t('sr.end') + ' ' + words);
}
function reopen() {
  ended = null;
  const box = dock.querySelector('.ended');
  if (box) box.remove();
  form.hidden = false;
  row.hidden = false;
  speaker();
}
function newExchange() {
  const unsent = Array.from(own.values()).filter(m => m.state === 'failed').map(m => m.text).join('\n');
  stopNet();
  store.drop('session');
  clearTranscript();
  reopen();
  $('start').hidden = false;
  started = false;
  if (unsent && !field.value) { field.value = unsent; grow(); }
  for (const cell of document.querySelectorAll('.numbers a')) cell.classList.remove('on');
  setHint();
  Object.assign(net, { session: null, watermark: '', replay: false, attempt: 0, refused: 0, read: 0 });
  lastHuman = null;
  readTold = 0;
  connect();
  if (!touch) field.focus();
}
/** Empties the transcript down to the greeting. */
function clearTranscript() {
  for (const el of Array.from(log.children)) if (el.id !== 'greet') el.remove();
  roving($('greet'), false);
  next.textContent = '';
  dropDraft();
  own.clear();
  seen.clear();
  queue.length = 0;
  emergency = alertBox = queueCard = anchor = agent = null;
  dangerous = grave = false;
  speaker();
}

/* ------------------------------------------------------------------ banner, in the place of the dock row */
let bannerState = null, bannerTimer = null;
/** Shows a sentence in the place of the dock row: { key, until (ms), ok }. null gives the place back. */
function banner(state) {
  bannerState = state;
  clearInterval(bannerTimer);
  row.classList.toggle('banner', !!state);
  $('bar').hidden = !state;
  if (!state) return;
  $('bar').className = 'bar' + (state.ok ? ' ok' : '');
  const write = () => {
    const n = state.until ? Math.max(0, Math.ceil((state.until - Date.now()) / 1000)) : 0;
    const key = state.key === 'net.lost' && n < 1 ? 'net.try' : state.key;
    if (state.shown === key + n) return;
    state.shown = key + n;
    const words = h('span');
    inline(words, t(key, { n }));
    $('bar').textContent = '';
    $('bar').append(ic(state.ok ? 'check' : state.key === 'fast' ? 'clock' : 'wifi'), words);
    if (state.until && n < 1 && state.key === 'fast') banner(null);
  };
  write();
  if (bannerState === state && state.until) bannerTimer = setInterval(write, 500);
}

/* ------------------------------------------------------------------ network */
const net = { session: null, watermark: '', socket: null, poll: null, attempt: 0, refused: 0, retry: null, connecting: false, replay: false, up: false, run: 0, read: 0 };
let gone = false;

/** One request to our server. Never throws: status 0 is the network. */
async function call(method, path, body, token) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), 20000);
  try {
    const r = await fetch(path, {
      method, signal: abort.signal, cache: 'no-store', credentials: 'same-origin', referrerPolicy: 'no-referrer',
      headers: Object.assign(body ? { 'Content-Type': 'application/json' } : {}, token ? { Authorization: 'Bearer ' + token } : {}),
      body: body ? JSON.stringify(body) : undefined,
    });
    let data = null;
    try { data = await r.json(); } catch (e) { /* an empty or foreign body says nothing more than the status */ }
    return { ok: r.ok, status: r.status, data: data || {}, wait: parseInt(r.headers.get('Retry-After'), 10) || 0 };
  } catch (e) {
    return { ok: false, status: 0, data: {}, wait: 0 };
  } finally { clearTimeout(timer); }
}
const refusedForGood = r => r.status === 401 || r.status === 403 || r.status === 404;
const conversation = () => API + '/' + encodeURIComponent(net.session.id);
function keep(data) {
  const s = net.session;
  if (data.token) { s.token = data.token; s.born = Date.now(); s.expires = Date.now() + (data.expires_in || 1800) * 1000; }
  if (s.open) store.set('session', { conversationId: s.id, token: s.token, expires: s.expires });
}
/** Opens the exchange, or the stream of the one we have; called again after every loss. */
async function connect() {
  if (net.connecting || ended === 'session' || ended === 'sensitive' || gone) return;
  const run = net.run;
  net.connecting = true;
  clearTimeout(net.retry);
  const r = await open();
  net.connecting = false;
  if (run !== net.run || gone) { if (run !== net.run && !ended) connect(); return; }
  if (r.ok) {
    keep(r.data);
    if (net.refused >= 2 && !net.poll) startPolling();
    if (net.refused < 2 || Date.now() - net.triedSocket > 30000) socket(r.data.streamUrl);
    pump();
  } else if (net.session && net.session.open && refusedForGood(r)) end('session');
  else { if (r.status === 401 || r.status === 403) net.session = null; lost(r.wait); }
}
/** The requests that lead to a stream address. */
async function open() {
  if (net.session && net.session.open) return call('GET', conversation() + '?watermark=' + encodeURIComponent(net.watermark), null, net.session.token);
  if (!net.session) {
    const r = await call('POST', '/chat/token', { resume: null });
    if (!r.ok || !r.data.token) return Object.assign(r, { ok: false });
    net.session = { id: r.data.conversationId, token: r.data.token, open: false };
    keep(r.data);
  }
  const s = net.session;
  const r = await call('POST', API, { locale: locale() }, s.token);
  if (r.ok && net.session === s) { s.open = true; if (r.data.conversationId) s.id = r.data.conversationId; }
  return r;
}
/** The stream. Two refusals in a row: polling, unseen by the person. */
function socket(url) {
  net.triedSocket = Date.now();
  let ws, opened = 0;
  const old = net.socket;
  try { ws = new WebSocket(url); } catch (e) { net.refused++; net.refused >= 2 ? startPolling() : lost(); return; }
  net.socket = ws;
  if (old) { old.onclose = old.onmessage = null; old.close(); }
  const patience = setTimeout(() => { if (!opened) ws.close(); }, 10000);
  ws.onopen = () => { clearTimeout(patience); opened = Date.now(); stopPolling(); online(); };
  ws.onmessage = e => {
    if (net.socket !== ws || !e.data) return;
    net.refused = net.attempt = 0;
    let set = null;
    try { set = JSON.parse(e.data); } catch (err) { return; }
    frame(set);
  };
  ws.onclose = () => {
    clearTimeout(patience);
    if (net.socket !== ws) return;
    net.socket = null;
    if (!opened) net.refused++;
    else if (Date.now() - opened > 5000) net.attempt = 0;
    if (net.poll) return;
    if (net.refused >= 2) startPolling(); else lost();
  };
}
setInterval(() => { if (net.socket && net.socket.readyState === 1) net.socket.send(''); }, 20000);

function startPolling() {
  if (net.poll || gone || !net.session) return;
  const ticket = net.poll = {};
  const tick = async () => {
    if (net.poll !== ticket) return;
    const r = await call('GET', conversation() + '/activities?watermark=' + encodeURIComponent(net.watermark), null, net.session.token);
    if (net.poll !== ticket || gone) return;
    if (!r.ok) { stopPolling(); if (refusedForGood(r)) end('session'); else lost(r.wait); return; }
    online();
    frame(r.data);
    const full = (r.data.activities || []).length >= 200;
    ticket.timer = setTimeout(tick, full ? 0 : document.hidden ? 3000 : 1000);
    // Now and then the stream gets another chance.
    if (!net.socket && Date.now() - net.triedSocket > 30000) connect();
  };
  tick();
}
function stopPolling() {
  if (net.poll) clearTimeout(net.poll.timer);
  net.poll = null;
}
/** The connection works (again): say so if its loss was said. */
function online() {
  const back = net.said;
  net.up = true;
  net.said = false;
  if (net.poll) net.attempt = 0;
  if (back) {
    const state = { key: 'net.back', ok: true };
    banner(state);
    say(t('sr.back'));
    setTimeout(() => { if (bannerState === state) banner(null); }, 4000);
  } else if (bannerState && bannerState.key === 'net.first') banner(null);
  wake();
  pump();
}
/** The connection is gone: 0.5 s, doubling to 15 s, with jitter. Said from the second attempt on, a short gap stays unseen. */
function lost(wait) {
  if (gone || ended === 'session' || ended === 'sensitive') return;
  net.up = false;
  net.attempt++;
  const delay = wait ? wait * 1000 : Math.min(15000, 500 * Math.pow(2, net.attempt - 1)) * (0.75 + Math.random() * 0.5);
  clearTimeout(net.retry);
  net.retry = setTimeout(connect, delay);
  if (net.attempt > 1 || navigator.onLine === false) {
    if (!net.said) { net.said = true; say(t('sr.lost')); }
    banner({ key: 'net.lost', until: Date.now() + delay });
  }
}
/** After sleep or a change of network: no waiting for the timer. */
function hurry() {
  if (gone || ended || !net.session) return;
  wake();
  if (!net.session.open) { connect(); return; }
  if (Date.now() > net.session.expires - 60000) refresh();
  if (!net.poll && !(net.socket && net.socket.readyState === 1)) connect();
}
/** A token lives half an hour; a new one every quarter. Too late: the exchange is closed. */
async function refresh() {
  const s = net.session;
  const r = await call('POST', '/v3/directline/tokens/refresh', null, s.token);
  if (net.session !== s || gone) return;
  if (r.ok) keep(r.data);
  else if (r.status === 401 || r.status === 403) end('session');
}
setInterval(() => { const s = net.session; if (s && s.open && !ended && Date.now() - s.born > 15 * 60000) refresh(); }, 30000);
addEventListener('online', () => {
  // The old socket belongs to the old network: it may look open for minutes.
  if (net.socket) { net.socket.onclose = null; net.socket.close(); net.socket = null; }
  net.attempt = 0;
  hurry();
});
addEventListener('offline', () => { if (net.session && !ended) lost(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden) { hurry(); tellRead(); } });

function stopNet() {
  net.run++;
  clearTimeout(net.retry);
  stopPolling();
  const ws = net.socket;
  net.socket = null;
  if (ws) { ws.onclose = ws.onmessage = null; ws.close(); }
}
let replayTimer = null, replayLimit = 0;
/** History enters with the live regions off; it is over when the stream has been quiet for a moment. */
function beginReplay() {
  net.replay = true;
  live = false;
  log.setAttribute('aria-live', 'off');
  replayLimit = Date.now() + 6000;
}
function endReplaySoon() {
  clearTimeout(replayTimer);
  replayTimer = setTimeout(() => {
    net.replay = false;
    live = true;
    log.setAttribute('aria-live', 'polite');
    following = true;
    anchor = emergency && emergency.isConnected ? anchor : null;
    if (asked) answerByButtons();
    settle();
  }, Math.max(0, Math.min(700, replayLimit - Date.now())));
}

/* ------------------------------------------------------------------ sending: one at a time, in order */
const queue = [];
let pumping = false, wake = () => {};
/** Waits, or less when the connection is back. */
const pause = ms => new Promise(done => { const timer = setTimeout(done, ms); wake = () => { clearTimeout(timer); done(); }; });

/** Shows the message at once and puts it in the queue. */
function send(text, data, shown) {
  const m = ownMessage(text, randomId(), shown);
  clearOffers();
  place(m.el);
  settle(true);
  m.body = { type: 'message', from: { id: 'citoyen' }, locale: locale(), text, channelData: Object.assign({ clientActivityID: m.id }, data) };
  queue.push(m);
  pump();
  return m;
}
/** An event goes through the same queue, so that it cannot overtake a message. */
function postEvent(name, value, then) {
  const id = randomId();
  queue.push({ id, tries: 0, then, body: { type: 'event', from: { id: 'citoyen' }, name, value, channelData: { clientActivityID: id } } });
  pump();
}
/** « Renvoyer »: the same words under the same id, so that nothing can arrive twice. */
function again(m) {
  m.tries = 0;
  setState(m, 'sending');
  queue.push(m);
  pump();
  field.focus();
}
async function pump() {
  if (pumping || gone || !queue.length) return;
  if (!net.session || !net.session.open) { waitForSession(); return; }
  pumping = true;
  while (queue.length && !gone && net.session) {
    const m = queue[0];
    const r = m.done ? { ok: true, data: {} } : await call('POST', conversation() + '/activities', m.body, net.session.token);
    if (gone || queue[0] !== m) continue;
    if (m.done || r.ok) { queue.shift(); delivered(m, r.data.id); continue; }
    if (await mayRetry(m, r)) continue;
    if (queue[0] === m) queue.shift();
    // An event that is refused says nothing about the exchange; a message that is refused does.
    if (refusedForGood(r)) { failed(m); if (m.el) { end('session'); break; } continue; }
    failed(m, r.status === 413 ? t('send.long') : '');
    if (r.data.error && r.data.error.code === 'ReadOnly') banner({ key: 'readonly', until: Date.now() + 15000 });
  }
  pumping = false;
}
/** Decides on a send that did not succeed; true when the same one is to be tried again. */
async function mayRetry(m, r) {
  if (r.status === 429) {
    const seconds = Math.max(1, Math.min(120, r.wait || 5));
    banner({ key: 'fast', until: Date.now() + seconds * 1000 });
    say(t('fast', { n: seconds }).replace(/\*/g, ''));
    await new Promise(done => setTimeout(done, seconds * 1000));
    return true;
  }
  if (r.status && r.status < 500) return false;
  if (r.data.error && r.data.error.code === 'ReadOnly') return false;
  // Without any network the message keeps « Envoi… »: it is not the person's turn to do something.
  if (navigator.onLine === false) { await pause(15000); return true; }
  if (++m.tries > 3) return false;
  await pause([1000, 3000, 7000][m.tries - 1]);
  return true;
}
function delivered(m, id) {
  if (m.then) m.then();
  if (!m.el) return;
  if (id && !m.seq) m.seq = sequence(id);
  if (m.state === 'sending') setState(m, 'sent');
  say(t('sr.sent'));
}
function failed(m, reason) {
  if (!m.el || m.done) return;
  setState(m, 'failed', reason);
  say(t('sr.failed'));
}
function failWaiting() {
  for (const m of queue.splice(0)) failed(m);
}
let sessionHint = null;
/** Something waits for a session that is not there yet: open it, and say so when it lasts. */
function waitForSession() {
  if (!net.connecting && !net.said) connect();
  clearTimeout(sessionHint);
  sessionHint = setTimeout(() => { if (queue.length && !(net.session && net.session.open) && !bannerState && !gone) banner({ key: 'net.first' }); }, 2000);
}

/* ------------------------------------------------------------------ composer */
let typedAt = 0, draftState = '';
/** Height up to five lines, counter from 90 % of the limit; the text is never cut. */
function grow() {
  field.style.height = 'auto';
  field.style.height = Math.max(45, field.scrollHeight) + 'px';
  const n = LIMIT - field.value.length;
  const state = n < 0 ? 'over' : n <= LIMIT / 10 ? 'near' : '';
  const count = $('count');
  count.hidden = !state;
  if (state) count.textContent = t('limit.' + state, { n: Math.abs(n) });
  field.parentNode.classList.toggle('over', state === 'over');
  if (state !== draftState && state === 'over') say(count.textContent);
  draftState = state;
  if (field.value) setHint();
}
/* Questions of articles, while somebody types and only the assistant is there. */
const props = $('props');
let proposing = null, proposal = 0;
/** Never beside a danger, a grave subject, a person or other choices. */
const mayPropose = () => !agent && !queueCard && !dangerous && !grave && !silent && !ended && !gone && !next.firstChild;
function hideProps() {
  proposal++;
  clearTimeout(proposing);
  props.hidden = true;
  props.textContent = '';
}
function propose() {
  const words = sendable(field.value).trim(), mine = ++proposal;
  clearTimeout(proposing);
  if (words.length < 3 || words.length > 80 || !mayPropose()) { hideProps(); return; }
  proposing = setTimeout(async () => {
    const list = (await call('GET', '/chat/suggestions?q=' + encodeURIComponent(words))).data.suggestions || [];
    if (mine !== proposal || !mayPropose()) return;
    const fresh = props.hidden;
    hideProps();
    for (const x of list) props.append(h('button', { type: 'button', lang: foreign('fr'), onclick: e => { field.value = ''; grow(); choose(x.text, e); } }, x.text));
    props.hidden = !list.length;
    if (fresh && list.length) say(t('props.sr', { n: list.length }));
  }, 250);
}
// A press on a question must not take the focus away before the click; leaving the field otherwise closes them.
props.addEventListener('mousedown', e => e.preventDefault());
field.addEventListener('blur', e => { if (!props.contains(e.relatedTarget)) hideProps(); });
field.addEventListener('input', () => {
  grow();
  propose();
  if (agent && net.session && Date.now() - typedAt > 3000) {
    typedAt = Date.now();
    call('POST', conversation() + '/activities', { type: 'typing', from: { id: 'citoyen' } }, net.session.token);
  }
});
/** Signs that nobody typed and the service refuses come along with what is pasted: they must not cost the message. */
const sendable = text => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '').replace(/\s+$/, '');
/** Sends what is written; explains when it cannot. */
function submit() {
  const text = field.value;
  if (!sendable(text).trim()) {
    // Blanks alone would hide the sentence that says what is missing.
    field.value = '';
    field.placeholder = t('send.empty');
    field.focus();
    say(t('send.empty'));
    return;
  }
  if (text.length > LIMIT) { say(t('limit.over', { n: text.length - LIMIT })); field.focus(); return; }
  field.value = '';
  send(sendable(text));
  // What is written next is told at once.
  typedAt = 0;
  grow();
  field.focus();
}
form.addEventListener('submit', e => { e.preventDefault(); submit(); });
field.addEventListener('keydown', e => {
  // 229: the key belongs to an input method that is still composing a word.
  if (e.key === 'Enter' && !e.shiftKey && !e.isComposing && e.keyCode !== 229) { e.preventDefault(); submit(); }
});

/* ------------------------------------------------------------------ sheets */
let sheet = null, sheetOpener = null;
/** Opens a sheet over transcript and dock; numbers and quick exit stay. */
function openSheet(title, content, opener) {
  closeSheet(false);
  sheetOpener = opener || document.activeElement;
  const close = h('button', { type: 'button', class: 'btn line', onclick: () => closeSheet(true) }, t('close'));
  const heading = h('h2', { id: 'sheet-title', tabindex: '-1' }, title);
  sheet = h('section', { class: 'sheet', role: 'dialog', 'aria-labelledby': 'sheet-title' }, h('div', { class: 'head' }, heading, close), content);
  behind(true);
  $('app').append(sheet);
  heading.focus();
}
function closeSheet(back) {
  if (!sheet) return;
  sheet.remove();
  sheet = null;
  behind(false);
  tellRead();
  if (back && sheetOpener && sheetOpener.isConnected) sheetOpener.focus();
}
/** What lies behind a sheet can be neither reached nor read. */
function behind(on) {
  for (const el of [scroller, dock]) { el.inert = on; if (on) el.setAttribute('aria-hidden', 'true'); else el.removeAttribute('aria-hidden'); }
}
/** Keeps Tab inside the sheet. */
function trap(e) {
  const stops = Array.from(sheet.querySelectorAll('a[href],button,input')).filter(x => x.type !== 'radio' || x.checked);
  const first = stops[0], last = stops[stops.length - 1], at = document.activeElement;
  if (e.shiftKey ? at === first || at.tabIndex < 0 : at === last) { e.preventDefault(); (e.shiftKey ? last : first).focus(); }
}
/** A sensitive article, read here: the fragment is parsed apart and only plain elements are copied. */
async function openArticle(href, title, opener) {
  const body = h('div', null, h('p', null, t('sheet.wait')));
  openSheet(title, body, opener);
  const mine = sheet;
  let doc = null;
  try {
    const r = await fetch(href + (href.indexOf('?') < 0 ? '?' : '&') + 'partial=1', { cache: 'no-store', credentials: 'same-origin', redirect: 'error' });
    if (r.ok) doc = new DOMParser().parseFromString(await r.text(), 'text/html');
  } catch (e) { /* said below */ }
  if (sheet !== mine) return;
  body.textContent = '';
  if (doc) copySafe(doc.body, body); else body.append(h('p', null, t('sheet.fail')), h('p', null, link(href, t('sheet.page'))));
}
const COPIED = ['P', 'H2', 'H3', 'UL', 'OL', 'LI', 'STRONG', 'EM', 'A'];
function copySafe(from, to) {
  for (const node of Array.from(from.childNodes)) {
    if (node.nodeType === 3) { to.append(node.data); continue; }
    if (node.nodeType !== 1 || /^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|IFRAME|OBJECT|SVG)$/i.test(node.tagName)) continue;
    let into = to;
    if (COPIED.indexOf(node.tagName) >= 0) {
      const href = node.tagName === 'A' && safeHref(node.getAttribute('href'));
      into = node.tagName === 'A' ? (href ? link(href, '') : h('span')) : h(node.tagName.toLowerCase());
      to.append(into);
    }
    copySafe(node, into);
  }
}
function privacySheet(opener) {
  const copy = h('div');
  for (const node of $('privacy').childNodes) copy.append(node.cloneNode(true));
  openSheet(t('traces'), copy, opener);
}
/** Language, easy reading, size, colours: at once, for this tab only. */
function displaySheet(opener) {
  const box = h('div');
  const group = (key, name, labels, values) => {
    const squares = h('div', { class: 'squares' });
    labels.forEach((words, i) => {
      const input = h('input', { type: 'radio', name, value: values[i], checked: display[name] === values[i] });
      const label = h('label', { class: display[name] === values[i] ? 'on' : '', lang: name === 'lang' ? values[i] : null }, input, words);
      input.addEventListener('change', () => {
        change(name, values[i]);
        if (name === 'lang') { displaySheet(sheetOpener); sheet.querySelector('[name=lang]:checked').focus(); return; }
        for (const l of squares.children) l.classList.toggle('on', l === label);
      });
      squares.append(label);
    });
    return h('fieldset', null, h('legend', null, t(key)), squares);
  };
  const easy = h('input', { type: 'checkbox', role: 'switch', checked: display.easy });
  easy.addEventListener('change', () => change('easy', easy.checked));
  box.append(group('d.lang', 'lang', ['Français', 'English'], ['fr', 'en']), h('label', { class: 'switch' }, t('d.easy'), easy),
    group('d.size', 'size', ['A', 'A+', 'A++'], ['1', '2', '3']), group('d.theme', 'theme', t('d.themes').split('|'), ['auto', 'light', 'dark', 'contrast']),
    h('p', null, t('d.kept')), h('p', null, h('button', { type: 'button', class: 'link', onclick: () => privacySheet(sheetOpener) }, t('traces'))));
  const back = opener;
  if (started && net.session) for (const act of ended ? ['copy'] : ['copy', 'finish']) {
    box.append(h('p', null, h('button', { type: 'button', class: 'link', onclick: () => extra(() => api[act](back)) }, t(act === 'copy' ? 'copy.button' : 'close.button'))));
  }
  openSheet(t('display.title'), box, opener);
}
$('display').addEventListener('click', e => displaySheet(e.currentTarget));
for (const b of document.querySelectorAll('[data-open]')) b.addEventListener('click', () => b.dataset.open === 'privacy' ? privacySheet(b) : displaySheet(b));
$('easy').addEventListener('click', () => change('easy', !display.easy));

/* ------------------------------------------------------------------ display */
const originals = new Map();
/** Puts one element of the page into the chosen language; its French is what the page was served with. */
function translate(el) {
  const key = el.dataset.t;
  if (!originals.has(el)) originals.set(el, Array.from(el.childNodes));
  el.textContent = '';
  if (display.lang === 'fr') { if (TEXTS.fr[key]) el.append(t(key)); else el.append(...originals.get(el)); } else inline(el, t(key));
}
function applyLanguage() {
  root.lang = display.lang;
  for (const el of document.querySelectorAll('[data-t]')) translate(el);
  for (const el of document.querySelectorAll('[data-a]')) {
    if (el.french === undefined) el.french = el.getAttribute('aria-label');
    el.setAttribute('aria-label', display.lang === 'fr' ? el.french : t(el.dataset.a));
  }
  for (const m of own.values()) setState(m, m.state, m.reason);
  setHint();
  speaker();
  fillSilent();
}
let helloFrench = null;
function applyGreeting() {
  const hello = $('hello');
  if (!helloFrench) helloFrench = Array.from(hello.childNodes);
  if (!display.easy && display.lang === 'fr') { hello.textContent = ''; hello.append(...helloFrench); } else paint(hello, t(display.easy ? 'easy.greet' : 'greet'), true);
}
/** The theme; silent mode is dark unless the person has chosen. */
function applyTheme() {
  const theme = display.theme === 'auto' ? (silent ? 'dark' : '') : display.theme;
  if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
}
function applyDisplay() {
  applyTheme();
  if (display.easy) root.dataset.reading = 'easy'; else delete root.dataset.reading;
  if (display.size === '1') delete root.dataset.size; else root.dataset.size = display.size;
  $('easy').setAttribute('aria-pressed', String(display.easy));
}
function change(name, value) {
  display[name] = value;
  store.set('display', display);
  applyDisplay();
  if (name === 'lang') applyLanguage();
  if (name === 'lang' || name === 'easy') applyGreeting();
  if (name === 'easy') for (const bub of log.querySelectorAll('.bub')) if (bub.words !== undefined) repaint(bub);
  grow();
}

/* ------------------------------------------------------------------ quick exit */
/** Blank first, in this very frame; everything else after it. */
function quickExit() {
  if (gone) return;
  gone = true;
  const meta = document.querySelector('meta[name="exit-url"]');
  const given = meta ? meta.content : '';
  const neutral = /^https?:\/\//i.test(given) ? given : location.origin + '/chat/quitter';
  const token = net.session && net.session.token;
  document.body.textContent = '';
  document.title = '';
  store.drop();
  stopNet();
  try { if (token) navigator.sendBeacon('/chat/exit', new Blob([JSON.stringify({ token })], { type: 'text/plain' })); } catch (e) { /* leaving matters more */ }
  if (embedded) tell({ brigade: 'exit', url: neutral }); else location.replace(neutral);
}
$('exit').addEventListener('click', e => { e.preventDefault(); quickExit(); });
// A page that comes back from the browser's memory shows nothing and starts again from what the tab still knows.
addEventListener('pagehide', e => { if (e.persisted) root.hidden = true; });
addEventListener('pageshow', e => { if (e.persisted) { root.hidden = true; document.body.textContent = ''; location.reload(); } });

let shifts = [], shiftAlone = false;
addEventListener('keydown', e => {
  if (e.key === 'Shift' && !e.repeat && !e.ctrlKey && !e.altKey && !e.metaKey) shiftAlone = true;
  else if (e.key !== 'Shift') { shiftAlone = false; shifts = []; }
}, true);
addEventListener('keyup', e => {
  if (e.key !== 'Shift' || !shiftAlone) return;
  shiftAlone = false;
  const now = Date.now();
  shifts = shifts.filter(at => now - at < 2000).concat(now);
  if (shifts.length >= 3) quickExit();
}, true);

/* ------------------------------------------------------------------ inside another site */
let shown = true, unread = 0;
/** To the launcher. Nothing in it is secret: the neutral address is in the page's own markup. */
function tell(message) { try { window.parent.postMessage(message, '*'); } catch (e) { /* no launcher around us */ } }
addEventListener('message', e => {
  if (!embedded || e.source !== window.parent || !e.data) return;
  if (e.data.brigade === 'exit') quickExit();
  if (e.data.brigade === 'shown') {
    shown = !!e.data.open;
    if (shown) { unread = 0; settle(); tellRead(); if (!touch) field.focus(); }
  }
});

/* ------------------------------------------------------------------ what is dropped here */
// A browser opens a dropped file in place of the exchange.
for (const name of ['dragover', 'drop']) addEventListener(name, e => { if (e.dataTransfer && Array.from(e.dataTransfer.types).indexOf('Files') >= 0) e.preventDefault(); });

/* ------------------------------------------------------------------ keyboard */
addEventListener('keydown', e => {
  if (e.key === 'Tab' && sheet) trap(e);
  else if (e.key === 'Escape') escapeKey();
  else if (!e.ctrlKey && !e.altKey && !e.metaKey) walk(e);
});
function escapeKey() {
  if (sheet) closeSheet(true);
  else if (!props.hidden) { field.focus(); hideProps(); }
  else if (document.activeElement !== field && !form.hidden) field.focus();
  else if (embedded) tell({ brigade: 'reduce' });
}
/** Arrows, Home and End walk the messages. */
function walk(e) {
  const item = e.target.closest && e.target.closest('.item');
  if (!item || /^(INPUT|TEXTAREA)$/.test(e.target.tagName)) return;
  const items = Array.from(log.querySelectorAll('.item')), i = items.indexOf(item);
  const to = { ArrowUp: i - 1, ArrowDown: i + 1, Home: 0, End: items.length - 1 }[e.key];
  if (to === undefined) return;
  e.preventDefault();
  const target = items[Math.max(0, Math.min(items.length - 1, to))];
  roving(target, true);
}
for (const a of document.querySelectorAll('.skip')) {
  a.addEventListener('click', e => {
    // Without the fragment: no line in the history.
    e.preventDefault();
    const target = document.querySelector(a.getAttribute('href'));
    if (target === field) (form.hidden ? dock.querySelector('button') : field).focus(); else target.querySelector('a').focus();
  });
}

/* ------------------------------------------------------------------ start */
/** Where the keyboard covers the page instead of shrinking it (iOS), the page takes the height that is left. */
function fit() {
  const view = window.visualViewport;
  if (!view) return;
  const covered = view.scale === 1 && innerHeight - view.height > 80;
  if (covered) { root.style.setProperty('--h', view.height + 'px'); scrollTo(0, 0); } else root.style.removeProperty('--h');
  settle();
}
if (window.visualViewport) visualViewport.addEventListener('resize', fit);
addEventListener('resize', () => settle());

/** What the person did before this script came: Enter in the field, or a tap on « Envoyer » or on a choice. */
function earlyActions() {
  const at = document.activeElement;
  const cut = field.value.lastIndexOf('\n');
  if (cut >= 0 && field.value.slice(0, cut).trim()) {
    const text = field.value.slice(0, cut).replace(/\s+$/, '');
    field.value = field.value.slice(cut + 1);
    if (text.length <= LIMIT) send(text); else field.value = text;
  } else if (field.value.trim() && at === $('send')) submit();
  // Focus without a focus ring: it came from a finger or a mouse.
  else if (at && at.parentNode === $('first') && !at.matches(':focus-visible')) send(at.textContent);
  grow();
}
/** A token that « /suite » gave: the exchange goes on here. It stays neither in the address nor in the history. */
function carried() {
  const token = /^#suite=([\w.-]+)$/.exec(location.hash);
  if (!token) return null;
  history.replaceState(null, '', '/');
  try {
    const claims = JSON.parse(atob(token[1].split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));
    return { conversationId: claims.conv, token: token[1], expires: claims.exp * 1000 };
  } catch (e) { return null; }
}
function boot() {
  const saved = store.get('display');
  if (saved) for (const name in display) if (typeof saved[name] === typeof display[name]) display[name] = saved[name];
  if (!TEXTS[display.lang]) display.lang = 'fr';
  applyDisplay();
  if (display.lang !== 'fr') applyLanguage();
  if (display.lang !== 'fr' || display.easy) applyGreeting();
  const time = $('greet').querySelector('time');
  time.textContent = clock(new Date());
  for (const b of $('first').children) b.addEventListener('click', e => choose(b.textContent, e));
  // No other page of ours may be framed: in a frame its links open beside, and before this script runs, everywhere.
  if (!embedded) for (const a of document.querySelectorAll('a[href^="/aide"]')) a.removeAttribute('target');
  if (embedded) { $('reduce').hidden = false; $('reduce').addEventListener('click', () => tell({ brigade: 'reduce' })); }
  leftButton();
  root.dataset.ready = '';
  $('opening').remove();
  const kept = carried() || store.get('session');
  if (kept && kept.conversationId && kept.token) {
    net.session = { id: kept.conversationId, token: kept.token, expires: kept.expires, born: kept.expires - 1800000, open: true };
    beginReplay();
    connect();
  } else {
    // After the first paint and when nothing else is to do, so that the stream is open when the person types.
    const idle = window.requestIdleCallback || (f => setTimeout(f, 300));
    idle(() => { if (!net.session && !net.connecting) connect(); }, { timeout: 1500 });
  }
  earlyActions();
}
boot();
})();
