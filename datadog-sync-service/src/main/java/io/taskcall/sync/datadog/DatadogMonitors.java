package io.taskcall.sync.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.datadog.Wire.Request;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.DowntimeThere;
import io.taskcall.sync.domain.Lookup;
import io.taskcall.sync.domain.MonitorPart;
import io.taskcall.sync.domain.Receipt;
import io.taskcall.sync.domain.Sight;
import io.taskcall.sync.domain.Wish;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Datadog's monitors, and what is said and scheduled about them. Every failure is an answer. */
@ApplicationScoped
public class DatadogMonitors {
  private static final String MONITORS = "/api/v1/monitor";
  private static final String EVENTS = "/api/v1/events";
  private static final String DOWNTIMES = "/api/v2/downtime";

  /** The most monitors that we ask for at once. */
  public static final int PART_MAX = 100;

  /** How many downtimes may be there beside ours. */
  private static final int DOWNTIMES_MAX = 10_000;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern ID = Pattern.compile("[0-9a-zA-Z-]{1,64}");

  private final Wire wire;

  DatadogMonitors(Wire wire) {
    this.wire = wire;
  }

  /** How each group of a monitor does. */
  public Uni<Sight> withGroups(UUID integrationId, String monitorId, Instant now) {
    return monitor(integrationId, monitorId, "?group_states=all", now);
  }

  /** A monitor, without how its groups do. */
  public Uni<Sight> alone(UUID integrationId, String monitorId, Instant now) {
    return monitor(integrationId, monitorId, "", now);
  }

  private Uni<Sight> monitor(UUID integrationId, String monitorId, String query, Instant now) {
    var reply =
        NUMBER.matcher(monitorId).matches()
            ? wire.send(integrationId, Request.get(MONITORS + "/" + monitorId + query), now)
            : Wire.noId();
    return reply.map(Answers::monitor);
  }

  /** A page of all monitors, with those of their groups that are not fine. */
  public Uni<MonitorPart> list(UUID integrationId, int page, Instant now) {
    var query =
        "?group_states=alert,warn,no%%20data&with_downtimes=true&page=%d&page_size=%d"
            .formatted(page, PART_MAX);
    return wire.send(integrationId, Request.get(MONITORS + query), now).map(Answers::monitors);
  }

  /** Posts an event. Sent twice, there are two. */
  public Uni<Receipt> comment(UUID integrationId, Wish.Comment comment, Instant now) {
    var body = Optional.of(EventJson.create(comment));
    return wire.send(integrationId, new Request(HttpMethod.POST, EVENTS, body, true), now)
        .map(Answers::receipt);
  }

  /** Whether an event is there already; Datadog knows only seconds after it was posted. */
  public Uni<Lookup<String>> findComment(UUID integrationId, Wish.Comment comment, Instant now) {
    return wire.send(integrationId, Request.get(EVENTS + EventJson.query(comment)), now)
        .map(reply -> Answers.lookup(reply, body -> EventJson.find(body, comment.mark())));
  }

  /** Schedules a downtime for an incident of ours. Sent twice, there are two. */
  public Uni<Receipt> quiet(
      UUID integrationId, UUID incidentId, Wish.Downtime wish, Instant until, Instant now) {
    if (!NUMBER.matcher(wish.monitorId()).matches()) {
      return Wire.noId().map(Answers::receipt);
    }
    var body = Optional.of(DowntimeJson.create(wish, incidentId, until));
    return wire.send(integrationId, new Request(HttpMethod.POST, DOWNTIMES, body), now)
        .map(Answers::receipt);
  }

  /** Lets a downtime end at another time. */
  public Uni<Receipt> quietUntil(UUID integrationId, String id, Instant until, Instant now) {
    return about(
        integrationId,
        id,
        new Request(
            HttpMethod.PATCH, DOWNTIMES + "/" + id, Optional.of(DowntimeJson.until(id, until))),
        now);
  }

  /** Ends a downtime. */
  public Uni<Receipt> unquiet(UUID integrationId, String id, Instant now) {
    return about(
        integrationId,
        id,
        new Request(HttpMethod.DELETE, DOWNTIMES + "/" + id, Optional.empty()),
        now);
  }

  private Uni<Receipt> about(UUID integrationId, String id, Request request, Instant now) {
    var reply = ID.matcher(id).matches() ? wire.send(integrationId, request, now) : Wire.noId();
    return reply.map(Answers::receipt);
  }

  /** The downtime that we have scheduled for an incident of ours, if it goes on. */
  public Uni<Lookup<DowntimeThere>> findDowntime(UUID integrationId, UUID incidentId, Instant now) {
    return findDowntime(integrationId, incidentId, 0, now);
  }

  private Uni<Lookup<DowntimeThere>> findDowntime(
      UUID integrationId, UUID incidentId, int offset, Instant now) {
    var path =
        "%s?current_only=true&page%%5Blimit%%5D=%d&page%%5Boffset%%5D=%d"
            .formatted(DOWNTIMES, PART_MAX, offset);
    return wire.send(integrationId, Request.get(path), now)
        .flatMap(reply ->
            switch (reply) {
              case Reply.Failed(var failure) -> failed(failure);
              case Reply.Good good ->
                  DowntimeJson.read(good.body(), incidentId)
                      .map(part -> take(integrationId, incidentId, offset, part, now))
                      .orElseGet(() -> failed(new Answer.Unavailable("the answer is no list")));
            });
  }

  private Uni<Lookup<DowntimeThere>> take(
      UUID integrationId, UUID incidentId, int offset, DowntimeJson.Part part, Instant now) {
    int next = offset + part.size();
    if (!part.ours().isEmpty() || part.size() < PART_MAX) {
      return Uni.createFrom().item(new Lookup.Found<>(part.ours().stream().findFirst()));
    }
    return next >= DOWNTIMES_MAX
        ? failed(new Answer.Refused(0, "there are more than " + DOWNTIMES_MAX + " downtimes"))
        : findDowntime(integrationId, incidentId, next, now);
  }

  private static Uni<Lookup<DowntimeThere>> failed(Answer.Failure failure) {
    return Uni.createFrom().item(new Lookup.Failed<>(failure));
  }
}
