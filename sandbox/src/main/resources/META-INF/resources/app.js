'use strict';

const SEVERITIES = ['UNKNOWN', 'SEV-1', 'SEV-2', 'SEV-3', 'SEV-4', 'SEV-5'];
const REFRESH_MILLIS = 2000;
const byId = (id) => document.getElementById(id);
const opened = new Set();
const drawn = new Map();

/** Makes an element; texts are always texts, never markup. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await answer.text();
  const read = text ? JSON.parse(text) : null;
  if (!answer.ok) {
    throw new Error(read && read.detail ? read.detail : 'The sandbox answered ' + answer.status);
  }
  return read;
}

/** Does something and shows what came of it. */
async function act(what) {
  try {
    await what();
    await refresh();
  } catch (problem) {
    show(problem.message);
  }
}

function show(problem) {
  byId('problem').textContent = problem || '';
  byId('problem').hidden = !problem;
}

const state = (text) => make('span', { className: 'state ' + text, textContent: text });
const muted = (text) => make('span', { className: 'muted', textContent: text });
const time = (at) => (at ? new Date(at).toLocaleTimeString() : '');
const button = (text, does) => make('button', { type: 'button', textContent: text, onclick: () => act(does) });

/** Something that stays open while the page refreshes. */
function details(key, summary, content) {
  const element = make('details', { open: opened.has(key) }, make('summary', {}, ...summary), content);
  element.addEventListener('toggle', () => (element.open ? opened.add(key) : opened.delete(key)));
  return element;
}

/** Draws a list anew only if it changed, so that a text can be read and marked meanwhile. */
function fill(id, items, draw, empty) {
  const now = JSON.stringify(items);
  if (drawn.get(id) !== now) {
    drawn.set(id, now);
    byId(id).replaceChildren(...(items.length ? items.map(draw) : [make('p', { className: 'muted', textContent: empty })]));
  }
}

/** A text whose addresses can be clicked, as in any mail program. */
function readable(text) {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/);
  return make('pre', {}, ...parts.map((part, i) => (i % 2 ? make('a', { href: part, target: '_blank', rel: 'noreferrer', textContent: part }) : part)));
}

function monitor(it) {
  const title = make('strong', { textContent: (it.priority ? '[' + it.priority + '] ' : '') + it.name });
  const groups = it.groups.toSorted((a, b) => a.scope.localeCompare(b.scope)).map((group) => {
    const move = (transition, test) => () =>
      call('POST', '/api/datadog/monitors/' + it.id + '/transitions', { transition, scope: group.scope, test });
    const quiet = group.status === 'OK';
    const moves = quiet
      ? [button('Trigger', move('Triggered')), button('Warn', move('Warn')), button('No data', move('No Data'))]
      : [button('Re-trigger', move('Re-Triggered')), button('Renotify', move('Renotify')), button('Recover', move('Recovered'))];
    return make('div', { className: 'row' }, state(group.status), make('span', { className: 'grow', textContent: group.scope || 'everything' }),
      make('span', { className: 'buttons' }, ...moves, button('Test', move('Triggered', true))));
  });
  return make('div', { className: 'item' }, title, ' ', muted(it.type), ...groups);
}

function mail(it) {
  const summary = [make('strong', { textContent: it.subject || '(no subject)' }), ' ',
    muted('to ' + it.to + ', ' + time(it.receivedAt) + (it.copies > 1 ? ', came ' + it.copies + ' times' : ''))];
  return make('div', { className: 'item' }, details('mail' + it.id, summary, readable(it.text)));
}

function incident(it) {
  const change = (body) => () => call('PATCH', '/api/datadog/incidents/' + it.id, body);
  const severity = make('select', { ariaLabel: 'Severity', onchange: (e) => act(change({ severity: e.target.value })) },
    ...SEVERITIES.map((name) => make('option', { value: name, textContent: name, selected: name === it.severity })));
  const others = ['active', 'stable', 'resolved'].filter((name) => name !== it.state);
  return make('div', { className: 'item' }, make('strong', { textContent: 'IR-' + it.publicId + ' ' + it.title }),
    make('div', { className: 'row' }, state(it.state), severity, ...others.map((name) => button('→ ' + name, change({ state: name })))),
    muted('changed ' + time(it.modified) + ' by ' + it.modifiedBy));
}

function delivery(it) {
  const last = it.attempts[it.attempts.length - 1];
  const answer = last ? (last.status || last.error) + ', ' + it.attempts.length + (it.attempts.length > 1 ? ' tries' : ' try') : 'not tried';
  const summary = [state(it.outcome), ' ', it.title, ' ', muted(time(it.queuedAt) + ', ' + answer)];
  return make('div', { className: 'item' }, details('delivery' + it.id, summary, make('pre', { textContent: it.request.body })));
}

function line(it) {
  return make('div', { className: 'line ' + it.by }, muted(time(it.at) + ' ' + (it.by === 'person' ? 'you' : 'TaskCall')), ' ', it.text);
}

function talk(it) {
  const reply = (text) => () => call('POST', '/api/phone/' + it.id + '/reply', { text });
  const open = it.kind === 'sms' || it.waitsForKey;
  const keys = [['1', '1 acknowledge'], ['2', '2 resolve'], ['3', '3 escalate']].map(([key, text]) => button(text, reply(key)));
  return make('div', { className: 'item' },
    make('div', { className: 'row' }, state(it.kind === 'sms' ? 'SMS' : 'call'), make('span', { className: 'grow', textContent: it.to }), muted(it.status + ', ' + time(it.at))),
    ...it.lines.map(line), ...(open ? [make('div', { className: 'row' }, ...keys)] : []));
}

function post(world) {
  return (it) => {
    const press = (name) => () => call('POST', '/api/slack/' + it.id + '/press', { button: name });
    const buttons = it.buttons.map((b) => (world === 'Slack' ? button(b.text, press(b.id))
      : make('a', { href: b.value, target: '_blank', rel: 'noreferrer', textContent: b.text })));
    return make('div', { className: 'item' },
      make('div', { className: 'row' }, state(world), make('span', { className: 'grow', textContent: it.place }), muted(time(it.at))),
      details(world + it.id, [it.text], make('pre', { textContent: it.body })),
      make('div', { className: 'row' }, ...buttons));
  };
}

function showSwitches(switches) {
  for (const input of byId('switches').elements) {
    if (input !== document.activeElement) {
      if (input.type === 'checkbox') {
        input.checked = switches[input.name];
      } else {
        input.value = switches[input.name];
      }
    }
  }
}

/** Whether a list of choices may be open, which redrawing would close. */
function busy() {
  const active = document.activeElement;
  return active && active.tagName === 'SELECT' && active.closest('#incidents');
}

async function refresh() {
  const [monitors, mails, count, incidents, deliveries, webhook, switches, talks, slack, teams, hooks, push] = await Promise.all([
    '/api/datadog/monitors', '/api/mailbox?limit=50', '/api/mailbox/count', '/api/datadog/incidents?limit=30',
    '/api/datadog/deliveries?limit=30', '/api/datadog/webhook', '/api/switches',
    '/api/phone?limit=30', '/api/slack?limit=20', '/api/teams?limit=20', '/api/hooks?limit=20', '/api/push?limit=20'].map((path) => call('GET', path)));
  fill('monitors', monitors, monitor, 'No monitors.');
  fill('mails', mails, mail, 'No mail yet. Trigger a monitor, and whoever is on call gets one.');
  byId('mail-count').textContent = count.mails + (count.mails === 1 ? ' mail' : ' mails');
  if (!busy()) {
    fill('incidents', incidents, incident, 'None. Declare one, or wait for TaskCall to.');
  }
  fill('deliveries', deliveries, delivery, 'None yet.');
  byId('target').textContent = webhook.url ? 'They go to ' + webhook.url : 'They go nowhere: the webhook has no URL.';
  fill('talks', talks, talk, 'No text and no call yet. Add a phone to somebody in TaskCall, and page them.');
  fill('slack', slack, post('Slack'), 'Nothing in Slack.');
  fill('teams', teams, post('Teams'), 'Nothing in Teams.');
  fill('hooks', hooks, post('Webhook'), 'No webhook was called.');
  fill('push', push, post('Push'), 'No push message.');
  showSwitches(switches);
  show('');
}

byId('declare').elements.severity.append(...SEVERITIES.map((name) => make('option', { value: name, textContent: name })));
byId('declare').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  act(async () => {
    await call('POST', '/api/datadog/incidents', { title: form.elements.title.value, severity: form.elements.severity.value });
    form.reset();
  });
});
byId('switches').addEventListener('submit', (event) => event.preventDefault());
byId('switches').addEventListener('change', (event) => {
  const input = event.target;
  act(() => call('PUT', '/api/switches', { [input.name]: input.type === 'checkbox' ? input.checked : Number(input.value) }));
});
byId('all-well').addEventListener('click', () => act(() => call('DELETE', '/api/switches')));
byId('empty-mailbox').addEventListener('click', () => act(() => call('DELETE', '/api/mailbox')));
byId('empty-phone').addEventListener('click', () => act(() => call('DELETE', '/api/phone')));

const quietly = () => refresh().catch((problem) => show('The sandbox does not answer: ' + problem.message));
quietly();
setInterval(quietly, REFRESH_MILLIS);
