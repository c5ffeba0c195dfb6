package io.taskcall.oncall.phone;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Reply;
import io.taskcall.oncall.domain.page.Sending;
import io.taskcall.oncall.sending.Carrier;
import io.taskcall.oncall.sending.Front;
import io.taskcall.oncall.sending.Message;
import io.taskcall.oncall.sending.Web;
import io.taskcall.oncall.sending.Wording;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sends SMS and makes calls through Twilio's REST API. Twilio has no key by which it would know a
 * request that it has seen, but can be asked what it has sent: whoever is not sure asks first.
 */
@ApplicationScoped
class Twilio implements Carrier {
  /** How far its clock, which has whole seconds, may be behind ours. */
  private static final Duration CLOCK = Duration.ofSeconds(2);

  private final Web web;
  private final List<Account> accounts;
  private final String front;

  Twilio(Web web, OncallConfig config) {
    this.web = web;
    this.accounts = Account.of(config.twilio());
    this.front = Front.ofVendors(config) + "/callbacks/twilio";
  }

  @Override
  public boolean carries(Channel channel) {
    return channel == Channel.SMS || channel == Channel.VOICE;
  }

  @Override
  public boolean isSetUp() {
    return !accounts.isEmpty();
  }

  @Override
  public Uni<Sending> send(Message message) {
    var request = message.channel() == Channel.VOICE ? call(message) : sms(message);
    return sentBefore(message, request)
        .flatMap(sid ->
            sid.<Uni<Sending>>map(known -> Uni.createFrom().item(new Sending.Accepted(known)))
                .orElseGet(() -> post(request)))
        .onFailure()
        .recoverWithItem(failure ->
            new Sending.Unavailable(Web.excerpt("the phone company does not answer: " + failure)));
  }

  /**
   * What is asked of Twilio.
   *
   * @param what its name for what is made: {@code Messages} or {@code Calls}
   * @param ours tells it in a list of those sent to the same number
   */
  private record Request(Account account, String what, MultiMap form, Predicate<JsonObject> ours) {}

  private Request sms(Message message) {
    var body =
        switch (message) {
          case Message.OfPage of -> Wording.of(of).headline() + "\n" + Reply.HELP;
          case Message.OfCode of -> "Your TaskCall code is " + of.code();
        };
    var account = account(message);
    var form = to(message, account).set("Body", body);
    if (message instanceof Message.OfPage of) {
      form.set("StatusCallback", front + "/status/" + of.token());
    }
    return new Request(account, "Messages", form, one -> body.equals(one.getString("body")));
  }

  /** In a list of calls nothing tells one from the other but when it was made. */
  private Request call(Message message) {
    var account = account(message);
    var form = to(message, account);
    switch (message) {
      case Message.OfPage of ->
          form.set("Url", front + "/voice/" + of.token())
              .set("Method", "POST")
              .set("StatusCallback", front + "/status/" + of.token());
      case Message.OfCode of -> form.set("Twiml", Twiml.code(of.code()));
    }
    return new Request(account, "Calls", form, _ -> true);
  }

  private Account account(Message message) {
    return switch (message) {
      case Message.OfPage of -> accounts.get(Math.min(of.vendor(), accounts.size()) - 1);
      case Message.OfCode _ -> accounts.getFirst();
    };
  }

  private static MultiMap to(Message message, Account account) {
    return MultiMap.caseInsensitiveMultiMap()
        .set("To", message.address())
        .set("From", account.from());
  }

  /** Somebody may have sent it and not lived to say so, or not heard the answer. */
  private Uni<Optional<String>> sentBefore(Message message, Request request) {
    if (!(message instanceof Message.OfPage of) || of.attempt() == 1) {
      return Uni.createFrom().item(Optional.empty());
    }
    var since = of.page().due().minus(CLOCK);
    return request(HttpMethod.GET, request)
        .addQueryParam("To", message.address())
        .addQueryParam("From", request.account().from())
        .addQueryParam("PageSize", "100")
        .send()
        .map(response -> {
          if (response.statusCode() != 200) {
            throw new IllegalStateException(
                "asked what it has sent, it answered " + response.statusCode());
          }
          var list = request.what().equals("Calls") ? "calls" : "messages";
          return TwilioAnswers.known(response, list, since, request.ours());
        });
  }

  private Uni<Sending> post(Request request) {
    return request(HttpMethod.POST, request).sendForm(request.form()).map(TwilioAnswers::sending);
  }

  private HttpRequest<Buffer> request(HttpMethod method, Request request) {
    var account = request.account();
    return web.request(method, account.address(request.what()))
        .basicAuthentication(account.sid(), account.token());
  }
}
