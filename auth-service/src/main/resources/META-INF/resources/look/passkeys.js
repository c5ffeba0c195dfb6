'use strict';

/*
 * Passkeys: shows what is only for browsers that can use them, and lets the device do its part.
 * Everything else on the pages works without this script.
 */
(() => {
  if (!window.isSecureContext || !window.PublicKeyCredential || !navigator.credentials) {
    return;
  }

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '');

  async function ask(path, body) {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const read = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw new Error(read.detail || 'TaskCall cannot do that just now. Please try again.');
    }
    return read;
  }

  /** Browsers look for passkeys of the site that they are at. */
  function atHome(site) {
    if (location.hostname !== site) {
      throw new Error('Passkeys work at ' + site + '. Open this page there.');
    }
  }

  async function add(form) {
    const options = await ask('/api/v1/passkeys/options', {
      name: form.elements.name.value,
      password: form.elements.password ? form.elements.password.value : null,
      code: form.elements.code ? form.elements.code.value : null,
    });
    atHome(options.rp.id);
    options.challenge = bytes(options.challenge);
    options.user.id = bytes(options.user.id);
    options.excludeCredentials.forEach((known) => { known.id = bytes(known.id); });
    const made = await navigator.credentials.create({ publicKey: options });
    await ask('/api/v1/passkeys', {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
    });
    location.reload();
  }

  async function signIn(form) {
    const options = await ask('/sign-in/passkey/options', {});
    atHome(options.rpId);
    options.challenge = bytes(options.challenge);
    const used = await navigator.credentials.get({ publicKey: options });
    const said = used.response;
    const entered = await ask('/sign-in/passkey', {
      id: used.id,
      clientDataJSON: text(said.clientDataJSON),
      authenticatorData: text(said.authenticatorData),
      signature: text(said.signature),
      userHandle: said.userHandle ? text(said.userHandle) : null,
      next: form.dataset.next,
    });
    location.assign(entered.next);
  }

  /** What devices and browsers say is for programs. */
  function words(failure) {
    switch (failure.name) {
      case 'NotAllowedError':
      case 'AbortError':
        return 'Nothing was done: it was cancelled, or it took too long.';
      case 'InvalidStateError':
        return 'This device has a passkey for your account already.';
      case 'NotSupportedError':
      case 'ConstraintError':
        return 'This device cannot make a passkey that verifies you.';
      default:
        return failure.message;
    }
  }

  function bring(form, does) {
    const problem = form.querySelector('[role=alert]');
    const button = form.querySelector('button');
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      problem.hidden = true;
      button.disabled = true;
      try {
        await does(form);
      } catch (failure) {
        problem.textContent = words(failure);
        problem.hidden = false;
      } finally {
        button.disabled = false;
      }
    });
    form.hidden = false;
  }

  const all = (what) => document.querySelectorAll('[data-passkey="' + what + '"]');
  all('sign-in').forEach((form) => bring(form, signIn));
  all('add').forEach((form) => bring(form, add));
  all('unable').forEach((line) => { line.hidden = true; });
})();
