/* What only those need who wait for a person or talk to one: position, files, safe contact, a copy of the exchange.
   Fetched by chat.js, which lends its own means; the same rules hold: one origin, no markup built from data. */
(function () {
'use strict';
window.brigade(page => {
const { t, h, ic, $, call, send, postEvent, say } = page;
Object.assign(page.TEXTS.fr, {
'position.ask': 'Votre position exacte sera envoyée au gendarme, une seule fois. Continuer ?', 'position.yes': 'Continuer', 'position.no': 'Ne pas envoyer', 'position.wait': 'Recherche de la position…',
'position.fail': 'Position indisponible. Écrivez la commune, la rue, ou ce que vous voyez.', 'position.words': 'Ma position : {at}, à {n} m près.',
});
Object.assign(page.TEXTS.en, {
'position.ask': 'Your exact position will be sent to the gendarme, once only. Continue?', 'position.yes': 'Continue', 'position.no': 'Do not send', 'position.wait': 'Looking for the position…',
'position.fail': 'Position not available. Write the town, the street, or what you see.', 'position.words': 'My position: {at}, within {n} m.',
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
});
})();
