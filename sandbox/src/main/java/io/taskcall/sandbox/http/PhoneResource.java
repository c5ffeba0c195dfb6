package io.taskcall.sandbox.http;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.taskcall.sandbox.domain.phone.Talk;
import io.taskcall.sandbox.memory.Phones;
import io.taskcall.sandbox.phone.Exchange;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everybody's phone: texts and calls, and the person who answers them. */
@Path("/api/phone")
public class PhoneResource {
  private final Phones phones;
  private final Exchange exchange;

  PhoneResource(Phones phones, Exchange exchange) {
    this.phones = phones;
    this.exchange = exchange;
  }

  /** What a person answers: a text to an SMS, keys in a call. */
  record Reply(@JsonAlias({"body", "digits", "key"}) @Nullable String text) {}

  record LineView(String by, String text, Instant at) {}

  record TalkView(
      String id,
      String kind,
      String to,
      String from,
      String text,
      String status,
      boolean waitsForKey,
      Instant at,
      List<LineView> lines) {}

  /** Newest first. */
  @GET
  public List<TalkView> list(
      @QueryParam("to") @Nullable String to, @QueryParam("limit") @DefaultValue("1000") int limit) {
    return phones.talks().newest(talk -> to == null || to.equals(talk.to()), limit).stream()
        .map(PhoneResource::view)
        .toList();
  }

  @GET
  @Path("/count")
  public Map<String, Integer> count() {
    return phones.talks().count();
  }

  @GET
  @Path("/{id}")
  public TalkView one(@PathParam("id") String id) {
    return found(id, phones.talks().find(id));
  }

  /** Writes back to a text, or presses keys in a call. */
  @POST
  @Path("/{id}/reply")
  public TalkView reply(@PathParam("id") String id, @Nullable Reply reply) {
    if (reply == null || reply.text() == null || reply.text().isBlank()) {
      throw Problem.badRequest("A reply has a text.");
    }
    var talk =
        phones.talks().find(id).orElseThrow(() -> Problem.notFound("There is no talk " + id + "."));
    var now = Instant.now();
    return found(
        id,
        switch (talk.kind()) {
          case SMS -> exchange.reply(id, reply.text(), now);
          case CALL -> exchange.press(id, reply.text(), now);
        });
  }

  /** The same for those who think of keys. */
  @POST
  @Path("/{id}/press")
  public TalkView press(@PathParam("id") String id, @Nullable Reply reply) {
    return reply(id, reply);
  }

  @DELETE
  public void clear() {
    phones.talks().clear();
  }

  private static TalkView found(String id, Optional<Talk> talk) {
    return view(talk.orElseThrow(() -> Problem.notFound("There is no talk " + id + ".")));
  }

  private static TalkView view(Talk talk) {
    return new TalkView(
        talk.id(),
        talk.kind().name().toLowerCase(Locale.ROOT),
        talk.to(),
        talk.from(),
        talk.text(),
        talk.status(),
        talk.hooks().keys().isPresent(),
        talk.at(),
        talk.lines().stream()
            .map(line ->
                new LineView(
                    line.by() == Talk.Speaker.PERSON ? "person" : "taskcall",
                    line.text(),
                    line.at()))
            .toList());
  }
}
