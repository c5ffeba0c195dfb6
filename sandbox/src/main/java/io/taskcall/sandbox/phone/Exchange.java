package io.taskcall.sandbox.phone;

import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.phone.Script;
import io.taskcall.sandbox.domain.phone.Talk;
import io.taskcall.sandbox.domain.phone.Talk.Kind;
import io.taskcall.sandbox.domain.phone.Talk.Speaker;
import io.taskcall.sandbox.memory.Phones;
import io.taskcall.sandbox.memory.SwitchBoard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Carries texts and calls to phones, and what people do with them back. */
@ApplicationScoped
public class Exchange {
  private static final Logger LOG = Logger.getLogger(Exchange.class);

  private final Phones phones;
  private final Caller caller;
  private final SwitchBoard board;
  private final SandboxConfig.Phone account;

  Exchange(Phones phones, Caller caller, SwitchBoard board, SandboxConfig config) {
    this.phones = phones;
    this.caller = caller;
    this.board = board;
    this.account = config.phone();
  }

  /** What somebody wants sent; a text has a body, a call an address or a script. */
  record Order(
      String to,
      String from,
      @Nullable String body,
      @Nullable String url,
      @Nullable String twiml,
      @Nullable String statusCallback) {}

  /** Takes a text, and delivers it a moment later. */
  Talk text(Order order, Instant at) {
    var talk = talk("SM", Kind.SMS, order, at).said(Speaker.VENDOR, orEmpty(order.body()), at);
    phones.talks().add(talk.id(), talk);
    Thread.ofVirtual().start(() -> deliver(talk));
    return talk;
  }

  private void deliver(Talk talk) {
    become(talk, "sent");
    become(talk, board.switches().vendors().undeliverable() ? "undelivered" : "delivered");
  }

  /** Takes a call, and lets the phone be picked up a moment later. */
  Talk call(Order order, Instant at) {
    var talk = talk("CA", Kind.CALL, order, at);
    phones.talks().add(talk.id(), talk);
    Thread.ofVirtual().start(() -> ring(talk, order));
    return talk;
  }

  private void ring(Talk talk, Order order) {
    become(talk, "ringing");
    if (board.switches().vendors().undeliverable()) {
      become(talk, "no-answer");
      return;
    }
    become(talk, "in-progress");
    var script = order.url() == null ? orEmpty(order.twiml()) : order.url();
    go(talk, () -> order.url() == null ? script : caller.post(script, form(talk)));
  }

  /** A person writes back; what comes of it is a line of the same talk. */
  public Optional<Talk> reply(String id, String text, Instant at) {
    var talk = phones.talks().change(id, known -> known.said(Speaker.PERSON, text, at));
    talk.ifPresent(known -> {
      var url =
          account
              .smsUrl()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "Replies go nowhere: SANDBOX_PHONE_SMS_URL is not set."));
      var form = new TreeMap<String, String>();
      form.put("MessageSid", sid("SM"));
      form.put("AccountSid", account.accountSid());
      form.put("From", known.to());
      form.put("To", known.from());
      form.put("Body", text);
      form.put("NumMedia", "0");
      try {
        script(caller.post(url, form)).message().ifPresent(back -> say(known, back));
      } catch (Caller.CallFailed | IllegalArgumentException failed) {
        say(known, "(no answer: " + failed.getMessage() + ")");
      }
    });
    return phones.talks().find(id);
  }

  /** A person presses keys while somebody waits for them. */
  public Optional<Talk> press(String id, String digits, Instant at) {
    var talk = phones.talks().find(id);
    talk.ifPresent(known -> {
      var keys =
          known
              .hooks()
              .keys()
              .orElseThrow(
                  () -> new IllegalArgumentException("Nobody waits for a key: " + known.status()));
      phones.talks().change(id, before -> before.said(Speaker.PERSON, digits, at));
      var form = form(known);
      form.put("Digits", digits);
      go(known, () -> caller.post(keys, form));
    });
    return phones.talks().find(id);
  }

  /** Says what a script wants; a call that asks for nothing more is over. */
  private void go(Talk talk, Supplier<String> twiml) {
    try {
      var script = script(twiml.get());
      script.said().forEach(text -> say(talk, text));
      phones.talks().change(talk.id(), known -> known.asking(script.keys()));
      if (script.keys().isEmpty()) {
        become(talk, "completed");
      }
    } catch (Caller.CallFailed | IllegalArgumentException failed) {
      LOG.warnf("call %s: %s", talk.id(), failed.getMessage());
      say(talk, "An application error has occurred. Goodbye.");
      phones.talks().change(talk.id(), known -> known.asking(Optional.empty()));
      become(talk, "completed");
    }
  }

  private static Script script(String twiml) {
    return twiml.isBlank()
        ? new Script(List.of(), Optional.empty(), Optional.empty())
        : TwimlReader.read(twiml);
  }

  private void say(Talk talk, String text) {
    phones.talks().change(talk.id(), known -> known.said(Speaker.VENDOR, text, Instant.now()));
  }

  private void become(Talk talk, String status) {
    phones.talks().change(talk.id(), known -> known.now(status));
    talk.hooks().status().ifPresent(url -> tell(talk, url, status));
  }

  /** Nobody is told twice: whoever does not listen misses it. */
  private void tell(Talk talk, String url, String status) {
    var form = form(talk);
    switch (talk.kind()) {
      case SMS -> {
        form.put("MessageStatus", status);
        form.put("SmsStatus", status);
      }
      case CALL -> form.put("CallStatus", status);
    }
    try {
      caller.post(url, form);
    } catch (Caller.CallFailed failed) {
      LOG.warnf("%s is %s, and nobody was told: %s", talk.id(), status, failed.getMessage());
    }
  }

  private SortedMap<String, String> form(Talk talk) {
    var form = new TreeMap<String, String>();
    form.put(talk.kind() == Kind.SMS ? "MessageSid" : "CallSid", talk.id());
    form.put("AccountSid", account.accountSid());
    form.put("From", talk.from());
    form.put("To", talk.to());
    return form;
  }

  private static Talk talk(String prefix, Kind kind, Order order, Instant at) {
    var hooks = new Talk.Hooks(Optional.ofNullable(order.statusCallback()), Optional.empty());
    return new Talk(sid(prefix), kind, order.from(), order.to(), at, "queued", List.of(), hooks);
  }

  private static String sid(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
