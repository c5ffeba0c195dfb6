package io.taskcall.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls the sandbox under test; redirects are looked at, not followed. */
public record Http(String base, Map<String, String> headers) {
  public static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** An answer, with its body read as JSON where it is. */
  public record Answer(int status, HttpHeaders headers, String text, JsonNode json) {
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  public static Http at(String base) {
    return new Http(base.replaceAll("/$", ""), Map.of());
  }

  public Http withKeys() {
    return new Http(
        base,
        Map.of("DD-API-KEY", "sandbox-api-key", "DD-APPLICATION-KEY", "sandbox-application-key"));
  }

  public Http withToken(String token) {
    return new Http(base, Map.of("Authorization", "Bearer " + token));
  }

  public Answer get(String path) {
    return send("GET", path, null, "application/json");
  }

  public Answer send(String method, String path, String json) {
    return send(method, path, json, "application/json");
  }

  public Answer post(String path, String json) {
    return send("POST", path, json, "application/json");
  }

  public Answer form(String path, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return send("POST", path, body, "application/x-www-form-urlencoded");
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer send(String method, String path, String body, String type) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", type);
    }
    headers.forEach(request::header);
    try {
      var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(), response.headers(), response.body(), read(response.body()));
    } catch (IOException failed) {
      throw new AssertionError("no answer from " + path, failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  private static JsonNode read(String text) throws IOException {
    var json = text.startsWith("{") || text.startsWith("[");
    return json ? JSON.readTree(text) : MissingNode.getInstance();
  }
}
