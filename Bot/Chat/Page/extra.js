/* What only those need who wait for a person or talk to one: position, files, safe contact, a copy of the exchange.
   Fetched by chat.js, which lends its own means; the same rules hold: one origin, no markup built from data. */
(function () {
'use strict';
window.brigade(page => {
const { t, h, ic, $, call, send, postEvent, say } = page;
Object.assign(page.TEXTS.fr, {
'position.ask': 'Votre position exacte sera envoyée au gendarme, une seule fois. Continuer ?', 'position.yes': 'Continuer', 'position.no': 'Ne pas envoyer', 'position.wait': 'Recherche de la position…',
'position.fail': 'Position indisponible. Écrivez la commune, la rue, ou ce que vous voyez.', 'position.words': 'Ma position : {at}, à {n} m près.',
'contact.ask': 'Si la page se ferme, peut-on vous joindre sans risque ?', 'contact.yes': 'Oui', 'contact.no': 'Non, seulement ici', 'contact.how': 'Par quel moyen ?', 'contact.when': 'À quelles heures ?', 'contact.never': 'Où surtout pas ?',
'contact.rule': 'Nous n’utiliserons rien d’autre. Nos messages ne parleront ni de gendarmerie ni de violences.', 'contact.save': 'Enregistrer', 'contact.empty': 'Dites d’abord par quel moyen.',
'copy.ask': 'Garder une copie ? Elle peut être lue par toute personne qui utilise cet appareil.', 'copy.yes': 'Oui, garder une copie', 'copy.no': 'Non', 'copy.code': 'Code donné par le gendarme', 'copy.needed': 'Pour cet échange, il faut un code. Demandez-le au gendarme.',
'copy.wrong': 'Ce code ne convient pas, ou plus. Demandez-en un autre au gendarme.', 'copy.fail': 'La copie n’est pas prête pour l’instant. Essayez encore.',
'close.ask': 'Terminer l’échange ?', 'close.yes': 'Terminer', 'close.no': 'Continuer',
'file.join': 'Joindre un fichier', 'file.kb': 'Ko', 'file.mb': 'Mo', 'file.sending': 'Envoi de {name}', 'file.cancel': 'Annuler', 'file.again': 'Reprendre', 'file.remove': 'Retirer', 'file.go': 'Choisir un fichier',
'file.type': 'Fichier refusé. Sont acceptés : photo JPEG, PNG, WebP, GIF ou HEIC, PDF, texte, {n} Mo au plus.', 'file.big': 'Fichier trop lourd : {n} Mo au plus.', 'file.fail': 'Envoi interrompu.',
'file.many': 'Trop de fichiers dans cet échange.', 'file.room': 'Plus de place pour les fichiers pour l’instant. Vos messages passent.', 'file.off': 'Les fichiers ne sont pas acceptés ici.',
'file.warn': 'N’envoyez jamais d’image intime ni d’image d’enfant. Un gendarme vous dira comment faire.',
});
Object.assign(page.TEXTS.en, {
'position.ask': 'Your exact position will be sent to the gendarme, once only. Continue?', 'position.yes': 'Continue', 'position.no': 'Do not send', 'position.wait': 'Looking for the position…',
'position.fail': 'Position not available. Write the town, the street, or what you see.', 'position.words': 'My position: {at}, within {n} m.',
'contact.ask': 'If the page closes, can we reach you safely?', 'contact.yes': 'Yes', 'contact.no': 'No, only here', 'contact.how': 'By what means?', 'contact.when': 'At what hours?', 'contact.never': 'Where surely not?',
'contact.rule': 'We will use nothing else. Our messages will mention neither the gendarmerie nor violence.', 'contact.save': 'Save', 'contact.empty': 'Say first by what means.',
'copy.ask': 'Keep a copy? Anybody who uses this device can read it.', 'copy.yes': 'Yes, keep a copy', 'copy.no': 'No', 'copy.code': 'Code given by the gendarme', 'copy.needed': 'For this conversation a code is needed. Ask the gendarme for it.',
'copy.wrong': 'This code is not right, or not any more. Ask the gendarme for another.', 'copy.fail': 'The copy is not ready at the moment. Try again.',
'close.ask': 'End the conversation?', 'close.yes': 'End', 'close.no': 'Continue',
'file.join': 'Attach a file', 'file.kb': 'KB', 'file.mb': 'MB', 'file.sending': 'Sending {name}', 'file.cancel': 'Cancel', 'file.again': 'Try again', 'file.remove': 'Remove', 'file.go': 'Choose a file',
'file.type': 'File refused. Accepted: JPEG, PNG, WebP, GIF or HEIC photo, PDF, text, {n} MB at most.', 'file.big': 'File too big: {n} MB at most.', 'file.fail': 'Sending was interrupted.',
'file.many': 'Too many files in this conversation.', 'file.room': 'No room for files at the moment. Your messages pass.', 'file.off': 'Files are not accepted here.',
'file.warn': 'Never send an intimate picture or a picture of a child. A gendarme will tell you what to do.',
});

/* ------------------------------------------------------------------ position: asked for, consented to, once */
page.position = event => {
  const button = event.currentTarget || event.target.closest('button');
  const box = h('div', { class: 'consent', role: 'group' });
  const words = h('p', { class: 'ask', tabindex: '-1' }, t('position.ask'));
  const back = () => { if (box.isConnected) { box.replaceWith(button); button.focus(); } };
  const yes = h('button', { type: 'button', class: 'btn', onclick: locate }, t('position.yes'));
  box.append(words, h('div', { class: 'choices big' }, yes, h('button', { type: 'button', class: 'btn line', onclick: back }, t('position.no'))));
  button.replaceWith(box);
  words.focus();
  page.settle();
  function locate() {
    words.textContent = t('position.wait');
    box.lastChild.remove();
    const failed = () => {
      if (page.gone() || !box.isConnected) return;
      words.textContent = t('position.fail');
      box.append(button);
      say(t('position.fail'));
    };
    if (!navigator.geolocation) { failed(); return; }
    navigator.geolocation.getCurrentPosition(found => {
      // Answered otherwise meanwhile: then it is not wanted any more.
      if (page.gone() || page.ended() || !box.isConnected) return;
      const c = found.coords, n = Math.ceil(c.accuracy);
      const time = page.clock(new Date());
      send(t('position.words', { at: c.latitude.toFixed(5) + ', ' + c.longitude.toFixed(5), n }), { position: { latitude: c.latitude, longitude: c.longitude, accuracy: c.accuracy } }, t('silent.position.sent', { time }));
      say(t('silent.position.sent', { time }));
    }, failed, { enableHighAccuracy: true, timeout: 20000, maximumAge: 30000 });
  }
};

/* ------------------------------------------------------------------ files: by button, by paste, by drop */
const ACCEPTED = '.jpg,.jpeg,.png,.webp,.gif,.heic,.heif,.pdf,.txt';
const megabytes = +document.querySelector('meta[name=extra]').dataset.mb;
const size = n => (n < 1048576 ? Math.max(1, Math.round(n / 1024)) + ' ' + t('file.kb') : (n / 1048576).toLocaleString(page.locale(), { maximumFractionDigits: 1 }) + ' ' + t('file.mb'));
const input = h('input', { type: 'file', multiple: true, accept: ACCEPTED, hidden: true, tabindex: '-1' });
const join = h('button', { type: 'button', class: 'btn quiet clip', 'aria-label': t('file.join'), title: t('file.join'), onclick: () => warnThen(() => input.click()) }, ic('clip'));
input.addEventListener('change', () => { take(Array.from(input.files)); input.value = ''; });
page.form.prepend(join, input);
let warned = false;
/** Offered once a person is there to look; the assistant opens nothing. */
page.presence = () => {
  join.hidden = !megabytes || !page.agent();
  join.setAttribute('aria-label', t('file.join'));
  join.title = t('file.join');
};
page.presence();
/** In a grave case what must never be sent is said first. */
function warnThen(then) {
  if (warned || !page.isGrave()) { then(); return; }
  warned = true;
  page.openSheet(t('file.join'), h('div', null, h('p', null, t('file.warn')), h('p', null, h('button', { type: 'button', class: 'btn', onclick: () => { page.closeSheet(true); then(); } }, t('file.go')))), join);
}
function take(files) {
  if (!files.length || join.hidden || page.ended()) return;
  // The words that stand in the field go first: they say what is to be seen.
  for (const file of files) sendFile(file);
}
document.addEventListener('paste', e => {
  const files = Array.from((e.clipboardData || {}).files || []);
  if (files.length && !join.hidden) { e.preventDefault(); warnThen(() => take(files)); }
});
addEventListener('drop', e => { const files = Array.from((e.dataTransfer || {}).files || []); if (files.length) warnThen(() => take(files)); });

/** One file, one message: its own progress, its own end. */
function sendFile(file) {
  const id = page.randomId();
  const m = page.ownMessage('', id);
  m.state = 'file';
  const picture = /^image\/(jpeg|png|webp|gif)$/.test(file.type) && URL.createObjectURL(file);
  draw(m.bub, file.name, file.size, picture);
  page.place(m.el);
  page.settle(true);
  upload();
  function upload() {
    if (file.size > megabytes * 1048576) { refused(t('file.big', { n: megabytes })); return; }
    const bar = h('progress', { max: '100', value: '0', 'aria-label': t('file.sending', { name: file.name }) });
    const request = new XMLHttpRequest();
    m.meta.textContent = '';
    m.meta.append(bar, h('button', { type: 'button', class: 'btn quiet', onclick: () => { request.abort(); gone(); } }, t('file.cancel'), h('span', { class: 'vh' }, ' ' + file.name)));
    request.upload.onprogress = e => { if (e.lengthComputable) bar.value = Math.round(100 * e.loaded / e.total); };
    request.onload = () => {
      if (page.gone() || m.done) return;
      if (request.status === 200) { page.setState(m, 'sent'); say(t('sr.sent')); return; }
      const wait = parseInt(request.getResponseHeader('Retry-After'), 10);
      let code = '';
      try { code = JSON.parse(request.responseText).error.code; } catch (e) { /* the status says enough */ }
      if (request.status === 429 || !REFUSED[code || request.status]) again(wait ? t('fast', { n: wait }).replace(/\*/g, '') : t('file.fail'));
      else refused(t(REFUSED[code || request.status], { n: megabytes }));
    };
    request.onerror = request.ontimeout = () => again(t('file.fail'));
    const form = new FormData();
    const activity = { type: 'message', from: { id: 'citoyen' }, locale: page.locale(), channelData: { clientActivityID: id }, attachments: [{ name: file.name, contentType: file.type }] };
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
    form.append('file', file, file.name);
    request.open('POST', page.conversation() + '/upload');
    request.timeout = 300000;
    request.setRequestHeader('Authorization', 'Bearer ' + page.token());
    request.send(form);
  }
  function again(why) {
    if (page.gone() || m.done) return;
    m.meta.textContent = '';
    m.meta.append(h('span', { class: 'fail' }, ic('alert'), why), h('button', { type: 'button', class: 'btn quiet', onclick: upload }, t('file.again')));
    say(why);
  }
  function refused(why) {
    m.meta.textContent = '';
    m.meta.append(h('span', { class: 'fail' }, ic('alert'), why), h('button', { type: 'button', class: 'btn quiet', onclick: gone }, t('file.remove'), h('span', { class: 'vh' }, ' ' + file.name)));
    say(why);
  }
  function gone() {
    if (picture) URL.revokeObjectURL(picture);
    page.own.delete(id);
    m.el.remove();
    page.field.focus();
  }
}
const REFUSED = { UnsupportedMediaType: 'file.type', 415: 'file.type', MessageSizeTooBig: 'file.big', 413: 'file.big', TooManyFiles: 'file.many', NoRoom: 'file.room', UploadsDisabled: 'file.off' };
/** Its height is known only once it is there. */
const thumb = src => h('img', { class: 'thumb', src, alt: '', onload: () => page.settle() });
/** What was sent, in its bubble: a small picture where there is one, the name, the size. */
function draw(bub, name, bytes, picture) {
  if (picture) bub.append(thumb(picture));
  bub.append(h('span', { class: 'sent' }, ic('clip'), h('span', { dir: 'auto' }, name), ' ', h('small', null, size(bytes))));
}
/** After a reload the picture comes back from the service, with the conversation's own token. */
page.received = (bub, attachments) => {
  for (const x of attachments) {
    draw(bub, x.name || '', x.size || 0, null);
    if (!x.shown) continue;
    const line = bub.lastChild;
    fetch(x.contentUrl.replace(/^https?:\/\/[^/]+/, ''), { headers: { Authorization: 'Bearer ' + page.token() }, cache: 'no-store' })
      .then(r => (r.ok ? r.blob() : null)).then(blob => { if (blob && !page.gone() && line.isConnected) { line.before(thumb(URL.createObjectURL(blob))); } }, () => { /* the name is there */ });
  }
};

/* ------------------------------------------------------------------ safe contact: may we, how, when, where surely not */
page.contact = opener => {
  const fields = ['how', 'when', 'never'].map(key => {
    const box = h('input', { class: 'line-in', maxlength: '300', autocomplete: 'off' });
    return { key, box, label: h('label', { class: 'free' }, t('contact.' + key), box) };
  });
  const more = h('div', { hidden: true }, ...fields.map(f => f.label), h('p', null, t('contact.rule')));
  const save = h('button', { type: 'submit', class: 'btn', hidden: true }, t('contact.save'));
  const wrong = h('p', { class: 'fail', role: 'alert' });
  const form = h('form', { method: 'dialog', class: 'reach' }, h('p', { class: 'ask' }, t('contact.ask')), h('div', { class: 'choices big', role: 'group', 'aria-label': t('contact.ask') },
    h('button', { type: 'button', class: 'btn line', onclick: () => { more.hidden = save.hidden = false; fields[0].box.focus(); } }, t('contact.yes')),
    h('button', { type: 'button', class: 'btn line', onclick: () => done(false) }, t('contact.no'))), more, wrong, save);
  form.addEventListener('submit', e => {
    e.preventDefault();
    if (fields[0].box.value.trim()) done(true);
    else { wrong.textContent = t('contact.empty'); fields[0].box.focus(); }
  });
  page.openSheet(t('contact.button'), form, opener);
  function done(may) {
    const value = { may };
    for (const f of fields) value[f.key] = f.box.value;
    postEvent('chat/contact', value);
    page.closeSheet(true);
  }
};

/* ------------------------------------------------------------------ a copy of the exchange, and its end */
page.copy = opener => {
  const code = h('input', { class: 'line-in', inputmode: 'numeric', autocomplete: 'off', maxlength: '12' });
  const ask = h('label', { class: 'free', hidden: true }, t('copy.code'), code);
  const wrong = h('p', { class: 'fail', role: 'alert' });
  const form = h('form', { method: 'dialog', class: 'reach' }, h('p', null, t('copy.ask')), ask, wrong,
    h('div', { class: 'two' }, h('button', { type: 'button', class: 'btn line', onclick: () => page.closeSheet(true) }, t('copy.no')), h('button', { type: 'submit', class: 'btn' }, t('copy.yes'))));
  form.addEventListener('submit', async e => {
    e.preventDefault();
    wrong.textContent = '';
    let r = null;
    try {
      r = await fetch('/chat/copie', { method: 'POST', cache: 'no-store', headers: { Authorization: 'Bearer ' + page.token(), 'Content-Type': 'application/json' }, body: JSON.stringify(code.value ? { code: code.value } : {}) });
    } catch (fault) { /* said below */ }
    if (page.gone() || !form.isConnected) return;
    if (r && r.ok) {
      const a = h('a', { href: URL.createObjectURL(await r.blob()), download: 'copie.txt' });
      a.click();
      setTimeout(() => URL.revokeObjectURL(a.href), 10000);
      page.closeSheet(true);
      return;
    }
    let why = '';
    try { why = (await r.json()).error.code; } catch (fault) { /* the network */ }
    if (why === 'CodeNeeded' || why === 'CodeWrong') { ask.hidden = false; code.focus(); }
    wrong.textContent = t({ CodeNeeded: 'copy.needed', CodeWrong: 'copy.wrong' }[why] || 'copy.fail');
  });
  page.openSheet(t('copy.button'), form, opener);
};
page.finish = opener => {
  page.openSheet(t('close.button'), h('div', { class: 'reach' }, h('p', { class: 'ask' }, t('close.ask')), h('div', { class: 'two' },
    h('button', { type: 'button', class: 'btn line', onclick: () => page.closeSheet(true) }, t('close.no')),
    h('button', { type: 'button', class: 'btn', onclick: () => { postEvent('chat/close', {}); page.closeSheet(true); } }, t('close.yes')))), opener);
};
});
})();
