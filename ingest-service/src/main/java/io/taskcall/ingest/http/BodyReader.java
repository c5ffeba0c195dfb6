package io.taskcall.ingest.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one body, once, as far as it may go. Lives on the request's event loop. What it holds of
 * the capacity goes on to whoever gets the body, or back.
 */
final class BodyReader {
  private final HttpServerRequest request;
  private final int bytesMax;
  private final Capacity capacity;
  private @Nullable Buffer body;
  private int held;
  private boolean over;

  BodyReader(HttpServerRequest request, int bytesMax, Capacity capacity) {
    this.request = request;
    this.bytesMax = bytesMax;
    this.capacity = capacity;
  }

  /** Exactly one of the three is called, unless the sender goes away. */
  void read(Consumer<byte[]> then, Runnable tooLarge, Runnable overloaded) {
    if (declared() > bytesMax) {
      end();
      tooLarge.run();
      return;
    }
    request.handler(chunk -> take(chunk, tooLarge, overloaded));
    request.exceptionHandler(_ -> end());
    request.endHandler(_ -> {
      if (!over) {
        over = true;
        var bytes = body == null ? new byte[0] : body.getBytes();
        body = null;
        then.accept(bytes);
      }
    });
  }

  /** Hangs up on a sender who takes longer: the room that it holds belongs to others too. */
  void within(Duration longest, Vertx vertx) {
    if (over) {
      return;
    }
    vertx.setTimer(
        longest.toMillis(),
        _ -> {
          if (!over) {
            end();
            request.connection().close();
          }
        });
  }

  private void take(Buffer chunk, Runnable tooLarge, Runnable overloaded) {
    if (over) {
      return;
    }
    if (held + chunk.length() > bytesMax) {
      end();
      tooLarge.run();
    } else if (!capacity.grow(chunk.length())) {
      end();
      overloaded.run();
    } else {
      held += chunk.length();
      body = body == null ? chunk : body.appendBuffer(chunk);
    }
  }

  private void end() {
    if (!over) {
      over = true;
      body = null;
      capacity.release(held);
    }
  }

  private long declared() {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE; // longer than a long can say
    }
  }
}
