package io.taskcall.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Datadog's Incidents API and auth's internal door, as far as the service asks them. */
public final class FakeWorld implements QuarkusTestResourceLifecycleManager {
  static final String SECRET = "internal-secret-of-tests";

  /** An incident in this Datadog. */
  static final class Incident {
    final int number = NUMBERS.incrementAndGet();
    final Instant created = Instant.now();
    volatile String title = "Checkout errors";
    volatile String state = "active";
    volatile String severity = "SEV-3";
    volatile Instant modified = Instant.now();
    volatile String handles = "null";
    final List<String> todos = new CopyOnWriteArrayList<>();
  }

  /** A request that arrived. */
  record Request(String method, String path, String body) {}

  /** An answer given instead of the right one. */
  record Instead(int status, Map<String, String> headers, String body) {}

  static final AtomicInteger NUMBERS = new AtomicInteger();
  static final Map<String, Incident> INCIDENTS = new ConcurrentHashMap<>();
  static final Map<String, String> MONITORS = new ConcurrentHashMap<>();
  static final List<String> LISTED_MONITORS = new CopyOnWriteArrayList<>();
  static final AtomicBoolean LOSE_ANSWER_TO_CREATION = new AtomicBoolean();
  static final Map<String, ObjectNode> DOWNTIMES = new ConcurrentHashMap<>();
  static final List<JsonNode> EVENTS_THERE = new CopyOnWriteArrayList<>();
  static final AtomicBoolean LOSE_ANSWER_TO_DOWNTIME = new AtomicBoolean();
  static final AtomicBoolean LOSE_ANSWER_TO_EVENT = new AtomicBoolean();
  static final AtomicBoolean LOSE_ANSWER_TO_TASK = new AtomicBoolean();
  static final AtomicBoolean LETS_NOBODY_IN = new AtomicBoolean();
  static final List<Request> REQUESTS = new CopyOnWriteArrayList<>();
  static final Map<String, ConcurrentLinkedDeque<Instead>> INSTEAD = new ConcurrentHashMap<>();
  static final Set<String> LOSE_ANSWER_TO_WRITE = ConcurrentHashMap.newKeySet();
  static final AtomicInteger TOKENS = new AtomicInteger();
  static volatile String goodToken = "token-0";
  static final Set<String> WITH_KEYS = ConcurrentHashMap.newKeySet();
  private static final String DOWNTIME = "/api/v2/downtime";
  private static final String EVENTS = "/api/v1/events";
  private static final String TASKS = "/relationships/todos";
  private static final String API_KEY = "api-key-of-tests";
  private static final String APPLICATION_KEY = "application-key-of-tests";

  private final HttpServer server = listen();

  static List<Request> requests(String method, String uuid) {
    return REQUESTS.stream()
        .filter(request -> request.method().equals(method) && request.path().endsWith(uuid))
        .toList();
  }

  static void instead(String uuid, int status, Map<String, String> headers, String body) {
    INSTEAD
        .computeIfAbsent(uuid, key -> new ConcurrentLinkedDeque<>())
        .add(new Instead(status, headers, body));
  }

  private static HttpServer listen() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/", this::auth);
    server.createContext("/datadog/", this::datadog);
    server.start();
    return Map.of("sync.auth-url", at(""), "TASKCALL_INTERNAL_SECRET", SECRET);
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private String at(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  private void auth(HttpExchange exchange) throws IOException {
    if (!("Bearer " + SECRET).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, Map.of(), "{}");
      return;
    }
    if (("refused=" + Ids.sha256(goodToken)).equals(exchange.getRequestURI().getQuery())) {
      goodToken = "token-" + TOKENS.incrementAndGet();
    }
    boolean withKeys = WITH_KEYS.stream().anyMatch(exchange.getRequestURI().getPath()::contains);
    var secret =
        withKeys
            ? "\"apiKey\":\"%s\",\"applicationKey\":\"%s\"".formatted(API_KEY, APPLICATION_KEY)
            : "\"accessToken\":\"%s\"".formatted(goodToken);
    answer(
        exchange,
        200,
        Map.of(),
        "{%s,\"expiresAt\":\"%s\",\"apiUrl\":\"%s\"}"
            .formatted(secret, Instant.now().plus(Duration.ofHours(1)), at("/datadog")));
  }

  private void datadog(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    REQUESTS.add(new Request(exchange.getRequestMethod(), path, body));
    var uuid = path.substring(path.lastIndexOf('/') + 1);
    var instead = INSTEAD.getOrDefault(uuid, new ConcurrentLinkedDeque<>()).poll();
    if (instead != null) {
      answer(exchange, instead.status(), instead.headers(), instead.body());
      return;
    }
    if (LETS_NOBODY_IN.get() || !admits(exchange)) {
      answer(exchange, 403, Map.of(), "{\"errors\":[\"Forbidden\"]}");
      return;
    }
    if (path.endsWith("/api/v1/monitor")) {
      answer(exchange, 200, Map.of(), "[" + String.join(",", LISTED_MONITORS) + "]");
      return;
    }
    if (path.contains(DOWNTIME)) {
      downtimes(exchange, path.substring(path.indexOf(DOWNTIME) + DOWNTIME.length()), body);
      return;
    }
    if (path.endsWith(EVENTS)) {
      events(exchange, body);
      return;
    }
    if (path.endsWith(TASKS)) {
      todos(exchange, path.substring(0, path.length() - TASKS.length()), body);
      return;
    }
    if (MONITORS.containsKey(uuid)) {
      answer(exchange, 200, Map.of(), MONITORS.get(uuid));
      return;
    }
    if (path.endsWith("/incidents") || path.endsWith("/search")) {
      many(exchange, body);
      return;
    }
    var incident = INCIDENTS.get(uuid);
    if (incident == null) {
      answer(
          exchange,
          404,
          Map.of(),
          "{\"errors\":[{\"title\":\"Generic Error\",\"detail\":\"incident not found\"}]}");
      return;
    }
    if (exchange.getRequestMethod().equals("PATCH")) {
      var fields = EventCodec.mapper().readTree(body).at("/data/attributes/fields");
      if (fields.has("state")) {
        incident.state = fields.at("/state/value").textValue();
      }
      if (fields.has("severity")) {
        incident.severity = fields.at("/severity/value").textValue();
      }
      var title = EventCodec.mapper().readTree(body).at("/data/attributes/title");
      if (title.isTextual()) {
        incident.title = title.textValue();
      }
      var handles = EventCodec.mapper().readTree(body).at("/data/attributes/notification_handles");
      if (handles.isArray()) {
        incident.handles = handles.toString();
      }
      incident.modified = Instant.now();
      if (LOSE_ANSWER_TO_WRITE.remove(uuid)) {
        answer(exchange, 504, Map.of(), "");
        return;
      }
    }
    answer(
        exchange,
        200,
        Map.of("X-RateLimit-Remaining", "99", "X-RateLimit-Reset", "3"),
        "{\"data\":" + json(uuid, incident) + "}");
  }

  private static void downtimes(HttpExchange exchange, String id, String body) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "POST" -> {
        var wanted = (ObjectNode) EventCodec.mapper().readTree(body).path("data");
        var added = UUID.randomUUID().toString();
        wanted.put("id", added);
        DOWNTIMES.put(added, wanted);
        boolean lost = LOSE_ANSWER_TO_DOWNTIME.getAndSet(false);
        answer(exchange, lost ? 504 : 200, Map.of(), lost ? "" : "{\"data\":" + wanted + "}");
      }
      case "PATCH" -> {
        var end = EventCodec.mapper().readTree(body).at("/data/attributes/schedule/end");
        var known = DOWNTIMES.get(id.substring(1));
        ((ObjectNode) known.at("/attributes/schedule")).set("end", end);
        answer(exchange, 200, Map.of(), "{\"data\":" + known + "}");
      }
      case "DELETE" ->
          answer(exchange, DOWNTIMES.remove(id.substring(1)) == null ? 404 : 204, Map.of(), "");
      default -> answer(exchange, 200, Map.of(), "{\"data\":" + DOWNTIMES.values() + "}");
    }
  }

  private static void events(HttpExchange exchange, String body) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      EVENTS_THERE.add(EventCodec.mapper().readTree(body));
      boolean lost = LOSE_ANSWER_TO_EVENT.getAndSet(false);
      answer(exchange, lost ? 500 : 202, Map.of(), lost ? "" : "{\"status\":\"ok\"}");
      return;
    }
    answer(exchange, 200, Map.of(), "{\"events\":" + EVENTS_THERE + "}");
  }

  private static void todos(HttpExchange exchange, String incident, String body)
      throws IOException {
    var todos = INCIDENTS.get(incident.substring(incident.lastIndexOf('/') + 1)).todos;
    if (exchange.getRequestMethod().equals("POST")) {
      var content = EventCodec.mapper().readTree(body).at("/data/attributes/content").asText();
      todos.add(content);
      boolean lost = LOSE_ANSWER_TO_TASK.getAndSet(false);
      answer(exchange, lost ? 502 : 201, Map.of(), lost ? "" : "{\"data\":{}}");
      return;
    }
    var list = EventCodec.mapper().createArrayNode();
    for (var content : todos) {
      list.addObject()
          .put("id", Ids.derive("todo", content).toString())
          .putObject("attributes")
          .put("content", content);
    }
    answer(exchange, 200, Map.of(), "{\"data\":" + list + "}");
  }

  private static boolean admits(HttpExchange exchange) {
    var shown = exchange.getRequestHeaders();
    return shown.containsKey("Authorization")
        ? ("Bearer " + goodToken).equals(shown.getFirst("Authorization"))
        : API_KEY.equals(shown.getFirst("DD-API-KEY"))
            && APPLICATION_KEY.equals(shown.getFirst("DD-APPLICATION-KEY"));
  }

  private static void many(HttpExchange exchange, String body) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      var wanted = EventCodec.mapper().readTree(body).at("/data/attributes");
      var incident = new Incident();
      incident.title = wanted.path("title").asText();
      incident.severity = wanted.at("/fields/severity/value").asText();
      var uuid = Ids.derive("declared", incident.number).toString();
      INCIDENTS.put(uuid, incident);
      if (LOSE_ANSWER_TO_CREATION.getAndSet(false)) {
        answer(exchange, 500, Map.of(), "");
        return;
      }
      answer(exchange, 201, Map.of(), "{\"data\":" + json(uuid, incident) + "}");
      return;
    }
    boolean search = exchange.getRequestURI().getPath().endsWith("/search");
    var offset =
        Pattern.compile("page\\[offset]=(\\d+)").matcher(exchange.getRequestURI().getQuery());
    var found =
        INCIDENTS.entrySet().stream()
            .filter(
                entry -> !search || List.of("active", "stable").contains(entry.getValue().state))
            .sorted(Comparator.comparingInt(entry -> entry.getValue().number))
            .skip(offset.find() ? Long.parseLong(offset.group(1)) : 0)
            .limit(100)
            .map(entry -> json(entry.getKey(), entry.getValue()))
            .toList();
    answer(
        exchange,
        200,
        Map.of(),
        search
            ? "{\"data\":{\"attributes\":{\"incidents\":["
                + found.stream()
                    .map(one -> "{\"data\":" + one + "}")
                    .collect(Collectors.joining(","))
                + "]}}}"
            : "{\"data\":[" + String.join(",", found) + "]}");
  }

  private static String json(String uuid, Incident incident) {
    return """
    {"type":"incidents","id":"%s","attributes":{"state":"%s","severity":"%s","title":"%s",
      "public_id":%d,"created":"%s","modified":"%s","notification_handles":%s,
      "last_modified_by":{"data":{"attributes":{"handle":"frog@demo.example"}}}}}
    """
        .formatted(
            uuid,
            incident.state,
            incident.severity,
            incident.title,
            incident.number,
            incident.created,
            incident.modified,
            incident.handles);
  }

  private static void answer(
      HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    var bytes = Objects.requireNonNull(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
