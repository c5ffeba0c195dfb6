package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.postgres.Changes;
import io.taskcall.oncall.postgres.Changes.Change;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What happens to incidents and pages, while it happens. A client asks for the next changes when it
 * has taken those before, so that one that is slow keeps nothing in memory here.
 */
@Path("/api/v1/stream")
@Tag(name = "stream")
public final class StreamResource {
  private static final String LAST = "Last-Event-ID";
  private static final int DIGITS_MAX = 18;

  /** How much of the timeline is read at once for one who has fallen behind. */
  private static final int CHUNK = 100;

  /** How many of those read at once, so that the database is there for others, too. */
  private static final int READING = 2;

  private static final long RECONNECT_MILLIS = 1000;

  private final Tail tail;
  private final Changes changes;
  private final OncallConfig.Stream config;
  private final ObjectMapper mapper;
  private final WaitingLine reading = new WaitingLine(READING);

  StreamResource(Tail tail, Changes changes, OncallConfig config, ObjectMapper mapper) {
    this.tail = tail;
    this.changes = changes;
    this.config = config.stream();
    this.mapper = mapper;
  }

  /** Something that happened. */
  @Schema(name = "Change")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record ChangeBody(
      UUID id, String type, Instant at, @Nullable JsonNode by, String text, IncidentNow incident) {
    static ChangeBody of(Change change) {
      return new ChangeBody(
          change.id(),
          change.type(),
          change.at(),
          change.by(),
          change.text(),
          new IncidentNow(
              change.incidentId(),
              change.number(),
              change.title(),
              change.status(),
              change.serviceId()));
    }
  }

  /** The incident as it is when the change is told. */
  public record IncidentNow(UUID id, long number, String title, String status, UUID service) {}

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "What happens to incidents and pages of the organization, as it happens",
      description =
          "Server-Sent Events: event is the type, such as incident.acknowledged or page.sent; data"
              + " is JSON; id is the place to go on from, sent back as Last-Event-ID (or as the"
              + " query parameter lastEventId; 0 tells everything from the beginning). Without it,"
              + " the stream begins now. The first event is connected; it is reset if there is no"
              + " such place, and the stream begins now. A comment comes when there is nothing to"
              + " tell. The stream ends every quarter of an hour, or with the"
              + " token that it was opened with: connect again.")
  @APIResponse(
      responseCode = "200",
      description = "The stream.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = ChangeBody.class)))
  @APIResponse(responseCode = "503", description = "Too many follow already.")
  public Multi<OutboundSseEvent> follow(
      @Context ContainerRequestContext request,
      @Context Sse sse,
      @HeaderParam(LAST) @Nullable String header,
      @QueryParam("lastEventId") @Nullable String parameter) {
    var given = header == null ? parameter : header;
    var last = given == null || given.isEmpty() ? OptionalLong.empty() : place(given);
    if (tail.isFull()) {
      throw ProblemException.busy("too many follow already; try again later");
    }
    var caller = Authentication.caller(request);
    var client = new Client(caller.organizationId(), sse);
    var life = caller.until().map(this::lifeUntil).orElse(config.life());
    return Multi.createFrom().deferred(() -> follow(client, last, life));
  }

  /** Nobody follows for longer than the token is good that they came with. */
  private Duration lifeUntil(Instant end) {
    var left = Math.max(1, Duration.between(Instant.now(), end).toMillis());
    return Duration.ofMillis(Math.min(left, config.life().toMillis()));
  }

  /** Whoever cannot be served now finds the stream at its end, and connects again. */
  private Multi<OutboundSseEvent> follow(Client client, OptionalLong last, Duration life) {
    if (!tail.join()) {
      return Multi.createFrom().empty();
    }
    return tail.beyond(-1, config.heartbeat())
        .flatMap(now -> begin(last, now.settled()))
        .onItem()
        .transformToMulti(client::from)
        .select()
        .first(life)
        .onTermination()
        .invoke(tail::leave);
  }

  /** Where to begin, and how that is called. */
  private record Begin(String event, long place) {}

  /** Another replica may have told a little more than this one knows; nobody more than there is. */
  private Uni<Begin> begin(OptionalLong last, long settled) {
    if (last.isEmpty() || last.getAsLong() <= settled) {
      return Uni.createFrom().item(new Begin("connected", last.orElse(settled)));
    }
    return changes
        .look()
        .map(seen ->
            last.getAsLong() > seen.highest()
                ? new Begin("reset", settled)
                : new Begin("connected", last.getAsLong()));
  }

  private static OptionalLong place(String id) {
    if (id.length() > DIGITS_MAX || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw ProblemException.field(LAST, "is the id of an event of this stream");
    }
    return OptionalLong.of(Long.parseLong(id));
  }

  /** One who follows, and how far it has come. */
  private final class Client {
    private final UUID organizationId;
    private final Sse sse;
    private long place;

    Client(UUID organizationId, Sse sse) {
      this.organizationId = organizationId;
      this.sse = sse;
    }

    Multi<OutboundSseEvent> from(Begin begin) {
      if (begin.place() < 0) {
        return Multi.createFrom().empty(); // the database does not answer
      }
      place = begin.place();
      var connected =
          sse.newEventBuilder()
              .name(begin.event())
              .id(Long.toString(place))
              .reconnectDelay(RECONNECT_MILLIS)
              .data("{}")
              .build();
      var events =
          Multi.createBy()
              .repeating()
              .uni(this::next)
              .indefinitely()
              .onItem()
              .<Supplier<OutboundSseEvent>>disjoint()
              .map(Supplier::get);
      return Multi.createBy().concatenating().streams(Multi.createFrom().item(connected), events);
    }

    /** What is next; each is written out only when it is its turn, since many may be slow. */
    private Uni<List<Supplier<OutboundSseEvent>>> next() {
      var known = tail.state();
      if (place < known.settled()) {
        return place >= known.keptAfter() ? kept(known) : behind(known);
      }
      return tail.beyond(place, config.heartbeat())
          .flatMap(now ->
              place < now.settled()
                  ? Uni.createFrom().item(List.of())
                  : Uni.createFrom()
                      .item(List.of(() -> sse.newEventBuilder().comment("nothing new").build())));
    }

    private Uni<List<Supplier<OutboundSseEvent>>> kept(Tail.State known) {
      var events = events(known.after(place, organizationId));
      place = known.settled();
      return Uni.createFrom().item(events);
    }

    private Uni<List<Supplier<OutboundSseEvent>>> behind(Tail.State known) {
      var until = Math.min(known.settled(), place + CHUNK);
      return reading
          .inTurn(() -> changes.of(organizationId, place, until))
          .map(found -> {
            place = until;
            return events(found);
          });
    }

    private List<Supplier<OutboundSseEvent>> events(List<Change> found) {
      return found.stream().<Supplier<OutboundSseEvent>>map(one -> () -> event(one)).toList();
    }

    private OutboundSseEvent event(Change change) {
      try {
        return sse.newEventBuilder()
            .name(change.type())
            .id(Long.toString(change.seq()))
            .data(mapper.writeValueAsString(ChangeBody.of(change)))
            .build();
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a change must be writable", e);
      }
    }
  }
}
