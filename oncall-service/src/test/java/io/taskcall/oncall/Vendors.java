package io.taskcall.oncall;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A phone company, a Slack and a place for webhooks, which do as they are told. */
public final class Vendors implements QuarkusTestResourceLifecycleManager {
  static final String TOKEN = "phone-token";
  static final String SLACK_SECRET = "slack-secret";
  static final String SECOND_TOKEN = "second-phone-token";

  /** Set as an argument of the resource, there is a second phone company. */
  static final String SECOND = "second";

  private static final String ACCOUNT = "/2010-04-01/Accounts/";
  private boolean second;

  /** Something that was posted, with its fields if it was a form. */
  record Posted(String path, Map<String, String> fields, Map<String, String> headers, String body) {
    String to() {
      return fields.getOrDefault("To", "");
    }
  }

  /** How a number is treated. */
  enum Treatment {
    REFUSED,
    ACCEPTED_IN_SILENCE
  }

  private static final List<Posted> POSTED = new CopyOnWriteArrayList<>();
  private static final Map<String, Treatment> TREATMENTS = new ConcurrentHashMap<>();
  private static HttpServer server;

  @Override
  public void init(Map<String, String> arguments) {
    second = arguments.containsKey(SECOND);
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    var url = url();
    var settings = new TreeMap<>(settings(url));
    if (second) {
      settings.put("oncall.twilio.second.url", url);
      settings.put("oncall.twilio.second.account-sid", "AC2");
      settings.put("oncall.twilio.second.auth-token", SECOND_TOKEN);
      settings.put("oncall.twilio.second.from", "+15005550007");
      settings.put("oncall.twilio.receipt-within", "2s");
    }
    return settings;
  }

  private static Map<String, String> settings(String url) {
    return Map.ofEntries(
        Map.entry("oncall.twilio.url", url),
        Map.entry("oncall.twilio.account-sid", "AC1"),
        Map.entry("oncall.twilio.auth-token", TOKEN),
        Map.entry("oncall.twilio.from", "+15005550006"),
        Map.entry("oncall.slack.url", url + "/slack"),
        Map.entry("oncall.slack.token", "xoxb-1"),
        Map.entry("oncall.slack.signing-secret", SLACK_SECRET),
        Map.entry("oncall.webhook.private-hosts", "127.0.0.1"),
        Map.entry("oncall.channels.timeout", "1s"),
        Map.entry("oncall.mail.retry-first", "0.2s"),
        Map.entry("oncall.public-url", "https://taskcall.example"));
  }

  static String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static void treat(String number, Treatment how) {
    TREATMENTS.put(number, how);
  }

  /** What was posted to a number, an address or a channel. */
  static List<Posted> to(String where) {
    return POSTED.stream()
        .filter(one -> one.to().equals(where) || one.path().equals(where) || in(one, where))
        .toList();
  }

  private static boolean in(Posted one, String channel) {
    return one.body().contains("\"channel\":\"" + channel + "\"");
  }

  private void answer(HttpExchange exchange) throws IOException {
    var bytes = exchange.getRequestBody().readAllBytes();
    var charset =
        exchange.getRequestURI().getPath().startsWith("/push")
            ? StandardCharsets.ISO_8859_1
            : StandardCharsets.UTF_8;
    var body = new String(bytes, charset);
    var path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("GET")) {
      say(exchange, 200, known(path, exchange.getRequestURI().getQuery()));
      return;
    }
    var posted =
        new Posted(path, path.startsWith(ACCOUNT) ? form(body) : Map.of(), headers(exchange), body);
    var treatment = TREATMENTS.get(posted.to());
    if (treatment == Treatment.REFUSED) {
      say(exchange, 400, "{\"code\":21211,\"message\":\"no such number\",\"status\":400}");
      return;
    }
    POSTED.add(posted);
    if (treatment == Treatment.ACCEPTED_IN_SILENCE) {
      hang();
    }
    var name = "%032x".formatted(POSTED.size());
    say(
        exchange,
        path.startsWith("/slack") ? 200 : 201,
        path.startsWith("/slack")
            ? "{\"ok\":true,\"ts\":\"1.%06d\"}".formatted(POSTED.size())
            : "{\"sid\":\"SM" + name + "\",\"status\":\"queued\"}");
  }

  /** Longer than anybody waits. */
  private static void hang() {
    try {
      var _ = new CountDownLatch(1).await(3, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String known(String path, String query) {
    if (path.startsWith("/slack")) {
      var messages =
          POSTED.stream()
              .filter(one -> one.path().equals("/slack/chat.postMessage"))
              .map(one -> one.body().replaceFirst("\\{", "{\"ts\":\"1.1\","))
              .collect(Collectors.joining(","));
      return "{\"ok\":true,\"messages\":[" + messages + "]}";
    }
    var calls = path.endsWith("Calls.json");
    var now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    var all =
        POSTED.stream()
            .filter(one -> one.path().equals(path) && query.contains(one.to().replace("+", "")))
            .map(one ->
                "{\"sid\":\"found\",\"status\":\"sent\",\"date_created\":\"%s\",\"body\":%s}"
                    .formatted(now, quoted(one.fields().getOrDefault("Body", ""))))
            .collect(Collectors.joining(","));
    return "{\"" + (calls ? "calls" : "messages") + "\":[" + all + "]}";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static Map<String, String> form(String body) {
    var fields = new TreeMap<String, String>();
    Arrays.stream(body.split("&"))
        .map(field -> field.split("=", 2))
        .forEach(
            field -> fields.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    return fields;
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    return headers;
  }

  private static void say(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void stop() {
    server.stop(0);
  }
}
