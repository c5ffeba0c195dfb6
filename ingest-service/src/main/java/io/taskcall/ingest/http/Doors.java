package io.taskcall.ingest.http;

import io.taskcall.ingest.IngestConfig;
import io.taskcall.ingest.domain.Access;
import io.taskcall.ingest.domain.Integration;
import io.taskcall.ingest.domain.Integrations;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Opens the doors, and turns away at once whoever needn't be listened to. */
@Singleton
class Doors {
  /** Before everything else: no other handler needs to see an alert. */
  private static final int FIRST = -10_000;

  private final IngestConfig config;
  private final Integrations integrations;
  private final Capacity capacity;
  private final Reception reception;
  private final Vertx vertx;

  Doors(
      IngestConfig config,
      Integrations integrations,
      Capacity capacity,
      Reception reception,
      Vertx vertx) {
    this.config = config;
    this.integrations = integrations;
    this.capacity = capacity;
    this.reception = reception;
    this.vertx = vertx;
  }

  void open(@Observes Router router) {
    router.route().order(FIRST).handler(this::enter);
  }

  private void enter(RoutingContext context) {
    var request = context.request();
    var path = request.path();
    var door = path == null ? null : Door.at(path);
    if (path == null || door == null) {
      context.next();
      return;
    }
    if (!request.method().equals(HttpMethod.POST)) {
      refuse(request, door, Refusal.METHOD);
      return;
    }
    var key = door.keyIn(path);
    if (key == null) {
      receive(request, door, null);
      return;
    }
    switch (integrations.access(key, door.tool(), Instant.now())) {
      case Access.Granted(var integration) -> receive(request, door, integration);
      case Access.Gone() -> refuse(request, door, Refusal.GONE);
      case Access.Unknown() -> refuse(request, door, Refusal.UNKNOWN_KEY);
      case Access.NotYetKnown() -> refuse(request, door, Refusal.NOT_YET_KNOWN);
    }
  }

  private void receive(HttpServerRequest request, Door door, @Nullable Integration integration) {
    var headers = request.headers();
    var encoding = headers.get(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      refuse(request, door, Refusal.ENCODED);
      return;
    }
    if (!capacity.admit()) {
      refuse(request, door, door.overloaded());
      return;
    }
    if ("100-continue".equalsIgnoreCase(headers.get(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    var reader = new BodyReader(request, config.bodyBytesMax(), capacity);
    reader.read(
        body -> reception.receive(new Visit(request, door, integration, body, capacity)),
        () ->
            Parting.sayTo(
                vertx, request, door.manners().refused(Refusal.tooLarge(config.bodyBytesMax()))),
        () -> Parting.sayTo(vertx, request, door.manners().refused(door.overloaded())));
    // Most bodies are there by the next turn of the event loop, and cost no timer.
    vertx.runOnContext(_ -> reader.within(config.bodyWithin(), vertx));
  }

  private void refuse(HttpServerRequest request, Door door, Refusal refusal) {
    Parting.sayTo(vertx, request, door.manners().refused(refusal));
  }
}
