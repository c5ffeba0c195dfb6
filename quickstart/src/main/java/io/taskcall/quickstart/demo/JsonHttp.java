package io.taskcall.quickstart.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Speaks JSON with one server. */
final class JsonHttp {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http;
  private final String base;
  private final Map<String, String> headers;

  JsonHttp(HttpClient http, String base, Map<String, String> headers) {
    this.http = http;
    this.base = base;
    this.headers = Map.copyOf(headers);
  }

  /** What came back: its status and its body, missing if there was none. */
  record Answer(int status, JsonNode body) {
    /** The body, if the request succeeded. */
    JsonNode succeeded(String request) {
      if (status < 200 || status > 299) {
        throw new Unexpected(request + " was answered with " + status + " " + body);
      }
      return body;
    }
  }

  JsonNode get(String path) {
    return send("GET", path, Map.of()).succeeded("GET " + path);
  }

  JsonNode post(String path, Map<String, ?> body) {
    return send("POST", path, body).succeeded("POST " + path);
  }

  /** Sends a body, unless the method has none, and returns whatever came back. */
  Answer send(String method, String path, Map<String, ?> body) {
    try {
      var publisher =
          method.equals("GET")
              ? BodyPublishers.noBody()
              : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(new HashMap<>(body)));
      var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
      request.method(method, publisher).header("Content-Type", "application/json");
      headers.forEach(request::header);
      var response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), read(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + base + path + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static JsonNode read(byte[] body) throws IOException {
    return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
  }
}
