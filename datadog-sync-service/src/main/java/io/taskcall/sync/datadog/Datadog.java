package io.taskcall.sync.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.datadog.Wire.Request;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Handle;
import io.taskcall.sync.domain.Link;
import io.taskcall.sync.domain.Listing;
import io.taskcall.sync.domain.Lookup;
import io.taskcall.sync.domain.Receipt;
import io.taskcall.sync.domain.Wish;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Datadog's incidents, as far as we need them. Every failure is an answer. */
@ApplicationScoped
public class Datadog {
  /** The most that Datadog puts into a part of a list. */
  public static final int PART_MAX = 100;

  private static final String INCIDENTS = "/api/v2/incidents";
  private static final String TASKS = "/relationships/todos";
  private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F-]{36}");

  private final Wire wire;

  Datadog(Wire wire) {
    this.wire = wire;
  }

  /** How the incident stands. */
  public Uni<Answer> show(Link link, Instant now) {
    return about(link, uuid -> Request.get(INCIDENTS + "/" + uuid), now);
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
                    INCIDENTS + "/" + uuid + TASKS,
                    Optional.of(TodoJson.create(note))),
            now)
        .map(Answers::receipt);
  }

  /** Whether an incident has a note already. */
  public Uni<Lookup<String>> findNote(Link link, Wish.Note note, Instant now) {
    return ask(link, uuid -> Request.get(INCIDENTS + "/" + uuid + TASKS), now)
        .map(reply -> Answers.lookup(reply, body -> TodoJson.find(body, note.mark())));
  }

  /** Declares an incident. Sent twice, there are two. */
  public Uni<Answer> create(UUID integrationId, Wish.Create wish, Instant now) {
    var request = new Request(HttpMethod.POST, INCIDENTS, Optional.of(IncidentJson.create(wish)));
    return wire.send(integrationId, request, now).map(Answers::one);
  }

  /** A part of all incidents, in the order of their declaration; true at once. */
  public Uni<Listing> list(UUID integrationId, int offset, Instant now) {
    var path = "?page%5Bsize%5D=" + PART_MAX + "&page%5Boffset%5D=" + offset;
    return wire.send(integrationId, Request.get(INCIDENTS + path), now).map(Answers::part);
  }

  /** A part of the incidents that a query finds, the newest first; true only after a while. */
  public Uni<Listing> search(UUID integrationId, String query, int offset, Instant now) {
    var path =
        "/search?sort=-created&query=%s&page%%5Bsize%%5D=%d&page%%5Boffset%%5D=%d"
            .formatted(URLEncoder.encode(query, StandardCharsets.UTF_8), PART_MAX, offset);
    return wire.send(integrationId, Request.get(INCIDENTS + path), now).map(Answers::part);
  }

  private Uni<Answer> about(Link link, Function<String, Request> request, Instant now) {
    return ask(link, request, now).map(Answers::one);
  }

  private Uni<Reply> ask(Link link, Function<String, Request> request, Instant now) {
    // It comes from a payload, and shall not lead us elsewhere.
    if (!UUID_FORM.matcher(link.datadogUuid()).matches()) {
      return Wire.noId();
    }
    return wire.send(link.integrationId(), request.apply(link.datadogUuid()), now);
  }
}
