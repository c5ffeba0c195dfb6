package io.taskcall.ingest.http;

import io.taskcall.ingest.domain.Integration;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is here.
 *
 * @param integration whose it is; nothing where the body has yet to tell
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
record Visit(
    HttpServerRequest request,
    Door door,
    @Nullable Integration integration,
    byte[] body,
    Capacity capacity) {
  /** Answers, and gives back what the request held. */
  void answer(Reply reply) {
    capacity.release(body.length);
    var response = request.response();
    if (!response.closed()) {
      reply.write(response);
    }
  }

  void refuse(Refusal refusal) {
    answer(door.manners().refused(refusal));
  }
}
