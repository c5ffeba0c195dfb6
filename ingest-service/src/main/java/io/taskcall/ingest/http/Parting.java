package io.taskcall.ingest.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers somebody who may still be talking. Most clients read the answer only when they have sent
 * everything, and lose it if the connection is closed under them; so what they send is let go by
 * for a moment, and kept nowhere.
 */
final class Parting {
  private static final long MOMENT_MILLIS = 2_000;

  private Parting() {}

  static void sayTo(Vertx vertx, HttpServerRequest request, Reply reply) {
    var response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (!request.isEnded()) {
      request.handler(_ -> {});
      vertx.setTimer(MOMENT_MILLIS, _ -> hangUpOn(request));
    }
    reply.write(response);
  }

  private static void hangUpOn(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.connection().close();
    }
  }
}
