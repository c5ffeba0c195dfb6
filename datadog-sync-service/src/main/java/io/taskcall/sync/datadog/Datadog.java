package io.taskcall.sync.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Handle;
import io.taskcall.sync.domain.Link;
import io.taskcall.sync.domain.Listing;
import io.taskcall.sync.domain.Lookup;
import io.taskcall.sync.domain.Receipt;
import io.taskcall.sync.domain.Sight;
import io.taskcall.sync.domain.Wish;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Datadog's incidents and monitors, as far as we need them. Every failure is an answer. */
@ApplicationScoped
public class Datadog {
  /** The most that Datadog puts into a part of a list. */
  public static final int PART_MAX = 100;

  private static final String INCIDENTS = "/api/v2/incidents";
  private static final String MONITORS = "/api/v1/monitor/";
  private static final String TODOS = "/relationships/todos";
  private static final Answer.Failure NO_ID = new Answer.Refused(0, "not an id that Datadog gives");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");
  private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F-]{36}");

  private final WebClient client;
  private final Grants grants;
  private final Breakers breakers;
  private final SyncConfig config;

  Datadog(WebClient client, Grants grants, Breakers breakers, SyncConfig config) {
    this.client = client;
    this.grants = grants;
    this.breakers = breakers;
    this.config = config;
  }

  private record Request(HttpMethod method, String path, Optional<String> body) {
    static Request get(String path) {
      return new Request(HttpMethod.GET, INCIDENTS + path, Optional.empty());
    }
  }

  /** How the incident stands. */
  public Uni<Answer> show(Link link, Instant now) {
    return about(link, uuid -> Request.get("/" + uuid), now);
  }

  /** Makes a wish come true. */
  public Uni<Answer> update(Link link, Wish.Write wish, Instant now) {
    return about(
        link,
        uuid ->
            new Request(
                HttpMethod.PATCH,
                INCIDENTS + "/" + uuid,
                Optional.of(IncidentJson.update(uuid, wish))),
        now);
  }

  /** Lets an incident notify these, and nobody else. */
  public Uni<Answer> notify(Link link, List<Handle> handles, Instant now) {
    return about(
        link,
        uuid ->
            new Request(
                HttpMethod.PATCH,
                INCIDENTS + "/" + uuid,
                Optional.of(IncidentJson.notify(uuid, handles))),
        now);
  }

  /** Adds a note to an incident. Sent twice, there are two. */
  public Uni<Receipt> note(Link link, Wish.Note note, Instant now) {
    return ask(
            link,
            uuid ->
                new Request(
                    HttpMethod.POST,
                    INCIDENTS + "/" + uuid + TODOS,
                    Optional.of(TodoJson.create(note))),
            now)
        .map(Answers::receipt);
  }

  /** Whether an incident has a note already. */
  public Uni<Lookup<String>> findNote(Link link, Wish.Note note, Instant now) {
    return ask(link, uuid -> Request.get("/" + uuid + TODOS), now)
        .map(reply -> Answers.lookup(reply, body -> TodoJson.find(body, note.mark())));
  }

  /** Declares an incident. Sent twice, there are two. */
  public Uni<Answer> create(UUID integrationId, Wish.Create wish, Instant now) {
    var request = new Request(HttpMethod.POST, INCIDENTS, Optional.of(IncidentJson.create(wish)));
    return send(integrationId, request, now).map(Answers::one);
  }

  /** A part of all incidents, in the order of their declaration; true at once. */
  public Uni<Listing> list(UUID integrationId, int offset, Instant now) {
    var path = "?page%5Bsize%5D=" + PART_MAX + "&page%5Boffset%5D=" + offset;
    return send(integrationId, Request.get(path), now).map(Answers::part);
  }

  /** A part of the incidents that a query finds, the newest first; true only after a while. */
  public Uni<Listing> search(UUID integrationId, String query, int offset, Instant now) {
    var path =
        "/search?sort=-created&query=%s&page%%5Bsize%%5D=%d&page%%5Boffset%%5D=%d"
            .formatted(URLEncoder.encode(query, StandardCharsets.UTF_8), PART_MAX, offset);
    return send(integrationId, Request.get(path), now).map(Answers::part);
  }

  /** How each group of a monitor does. */
  public Uni<Sight> monitor(UUID integrationId, String monitorId, Instant now) {
    return monitor(integrationId, monitorId, "?group_states=all", now);
  }

  /** A monitor, without how its groups do. */
  public Uni<Sight> monitorAlone(UUID integrationId, String monitorId, Instant now) {
    return monitor(integrationId, monitorId, "", now);
  }

  private Uni<Sight> monitor(UUID integrationId, String monitorId, String query, Instant now) {
    if (!NUMBER.matcher(monitorId).matches()) {
      return Uni.createFrom().item(new Sight.Failed(NO_ID));
    }
    var request = new Request(HttpMethod.GET, MONITORS + monitorId + query, Optional.empty());
    return send(integrationId, request, now).map(Answers::monitor);
  }

  private Uni<Answer> about(Link link, Function<String, Request> request, Instant now) {
    return ask(link, request, now).map(Answers::one);
  }

  private Uni<Reply> ask(Link link, Function<String, Request> request, Instant now) {
    // It comes from a payload, and shall not lead us elsewhere.
    if (!UUID_FORM.matcher(link.datadogUuid()).matches()) {
      return Uni.createFrom().item(Answers.failed(NO_ID));
    }
    return send(link.integrationId(), request.apply(link.datadogUuid()), now);
  }

  private Uni<Reply> send(UUID integrationId, Request request, Instant now) {
    return grants
        .permission(integrationId, now)
        .flatMap(permission ->
            switch (permission) {
              case Permission.Granted(var grant) ->
                  send(grant, request)
                      .flatMap(reply ->
                          reply instanceof Reply.Failed(Answer.Unauthorized _)
                              ? again(grant, integrationId, request)
                              : Uni.createFrom().item(reply));
              case Permission.Denied(var failure) -> Uni.createFrom().item(Answers.failed(failure));
            });
  }

  private Uni<Reply> again(Grant refused, UUID integrationId, Request request) {
    return grants
        .permissionInsteadOf(refused, integrationId)
        .flatMap(permission ->
            switch (permission) {
              case Permission.Granted(var grant) -> send(grant, request);
              case Permission.Denied(var failure) -> Uni.createFrom().item(Answers.failed(failure));
            });
  }

  private Uni<Reply> send(Grant grant, Request request) {
    return breakers.ask(grant.apiUrl(), () -> request(grant, request));
  }

  private Uni<Reply> request(Grant grant, Request wanted) {
    var request =
        grant
            .on(client.requestAbs(wanted.method(), grant.apiUrl() + wanted.path()))
            .putHeader("Accept", "application/json")
            .timeout(config.requestTimeout().toMillis());
    var response =
        wanted
            .body()
            .map(text ->
                request
                    .putHeader("Content-Type", "application/json")
                    .sendBuffer(Buffer.buffer(text)))
            .orElseGet(request::send);
    return response
        .map(got -> Answers.reply(got.statusCode(), got::getHeader, got.bodyAsString()))
        .onFailure()
        .recoverWithItem(
            e -> Answers.failed(new Answer.Unavailable("Datadog does not answer: " + e)));
  }
}
