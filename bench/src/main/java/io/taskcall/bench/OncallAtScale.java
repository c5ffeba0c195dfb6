package io.taskcall.bench;

import io.taskcall.bench.faults.Product;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What on-call does with many incidents, in a whole TaskCall of its own: how fast it opens them,
 * how fast those that are due at the same moment ask their next level, how long a part of a long
 * list and a part of a large incident take. What there is many of is copied in the database.
 */
final class OncallAtScale implements AutoCloseable {
  private static final int OPENED = 5_000;
  private static final int DUE = 10_000;
  private static final int PENDING = 1_000_000;
  private static final int LISTED = 100_000;
  private static final int ALERTS = 10_000;
  private static final int TIMES = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Product product;
  private final Results results;
  private final OncallRows rows;
  private final HttpClient http = HttpClient.newHttpClient();

  /** One like the first incident of all, which no clock changes; the others are copies of it. */
  private final UUID template;

  OncallAtScale(Product product, Results results)
      throws IOException, SQLException, InterruptedException {
    this.product = product;
    this.results = results;
    this.rows = new OncallRows(product.jdbcUrl("oncall"));
    var first = first();
    rows.copy(first, "template", 1, "null");
    this.template =
        UUID.fromString(rows.text("select id from incidents where id <> '" + first + "'"));
    rows.run("update alerts set incident_id = '" + template + "'");
  }

  void measure() throws IOException, SQLException, InterruptedException {
    opened();
    rows.run(
        "update incidents set status = 'resolved', wake_at = null where id <> '" + template + "'");
    results.add("due at once, few others pending", dueAtOnce("few"), "/s");
    rows.crowd(PENDING);
    results.add("due at once, 1,000,000 others pending", dueAtOnce("many"), "/s");
    rows.disperse();
    list();
    large();
  }

  /** Has one incident opened by a webhook. */
  private UUID first() throws IOException, SQLException, InterruptedException {
    var webhook =
        HttpRequest.newBuilder(URI.create(product.setting("TASKCALL_INTEGRATION_URL")))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    Payload.triggered(1, "The first", System.currentTimeMillis())))
            .build();
    int status = http.send(webhook, BodyHandlers.discarding()).statusCode();
    if (status != 202) {
      throw new IllegalStateException("the first webhook was answered " + status);
    }
    Waiting.until("the first incident is open", PATIENCE, () -> rows.count("from incidents") == 1);
    return UUID.fromString(rows.text("select id from incidents"));
  }

  private void opened() throws SQLException {
    var organization =
        UUID.fromString(rows.text("select min(cast(organization_id as text)) from incidents"));
    var service = UUID.fromString(rows.text("select min(cast(service_id as text)) from incidents"));
    try (var sender = new Sender(product.setting("TASKCALL_KAFKA"), "dedup-service")) {
      // The first tenth is for the compilers.
      open(sender, organization, service, 0, OPENED / 10);
      long begun = System.nanoTime();
      open(sender, organization, service, OPENED / 10, OPENED);
      double seconds = (System.nanoTime() - begun) / 1e9;
      results.add("incidents opened", (OPENED - OPENED / 10) / seconds, "/s");
    }
  }

  private void open(Sender sender, UUID organization, UUID service, int from, int to) {
    for (int n = from; n < to; n++) {
      sender.send(alert(organization, service, n));
    }
    sender.flush();
    Waiting.until("incidents are open", PATIENCE, () -> rows.count("from incidents") == to + 2);
  }

  private static AlertChange.Opened alert(UUID organization, UUID service, int n) {
    var integration = Ids.derive("integration", organization, "bench");
    var host = "host:web-" + n;
    var id = Ids.derive("bench", n);
    return new AlertChange.Opened(
        id,
        new AlertRef(
            Fingerprint.of(organization, integration, "1234", host),
            organization,
            integration,
            service),
        Ids.derive("opening", n),
        Instant.now(),
        Level.ALERT,
        new AlertDetails(
            new Origin.DatadogMonitor("1234", List.of(host), "system.cpu.user", null),
            "CPU load is high on web-" + n,
            "CPU load is above its threshold on this host.",
            Priority.P2,
            List.of("env:prod", host),
            "web-" + n,
            null,
            null,
            false));
  }

  /** How many a second ask their next level when all are due in the same second. */
  private double dueAtOnce(String name) throws SQLException {
    rows.copy(template, name, DUE, "now() + interval '1 day'");
    rows.run("analyze incidents");
    long begun = System.nanoTime();
    rows.run(
        "update incidents set wake_at = now() where wake_at is not null and id in "
            + OncallRows.ids(name, DUE));
    Waiting.until(
        "all have asked their next level",
        PATIENCE,
        () -> rows.count("from incidents where wake_at <= now()") == 0);
    double seconds = (System.nanoTime() - begun) / 1e9;
    long asked = rows.count("from pages where incident_id in " + OncallRows.ids(name, DUE));
    if (asked < DUE) {
      throw new IllegalStateException("only " + asked + " pages for " + DUE + " incidents");
    }
    rows.run(
        "update incidents set status = 'resolved', wake_at = null where id in "
            + OncallRows.ids(name, DUE));
    return DUE / seconds;
  }

  private void list() throws IOException, SQLException, InterruptedException {
    rows.copy(template, "listed", LISTED, "null");
    rows.run(
        "update incidents set status = 'resolved' where number % 100 <> 0 and id in "
            + OncallRows.ids("listed", LISTED));
    rows.run("analyze incidents");
    for (var query :
        List.of(
            "limit=50",
            "status=open&limit=50",
            "status=open&status=acknowledged&limit=50",
            "status=resolved&limit=50",
            "service=Checkout&status=resolved&limit=50")) {
      results.add("list of 100,000, " + query, millis("/api/v1/incidents?" + query), "ms");
    }
  }

  private void large() throws IOException, SQLException, InterruptedException {
    rows.run(
        """
        insert into alerts (id, incident_id, data)
        select cast(md5('alert' || n) as uuid), incident_id, data
        from alerts, generate_series(1, %d) n where incident_id = '%s'
        """
            .formatted(ALERTS, template));
    rows.run("analyze alerts");
    var path = "/api/v1/incidents/" + template;
    results.add("incident of 10,000 alerts", millis(path), "ms");
    results.add("200 of its alerts", millis(path + "/alerts?limit=200"), "ms");
  }

  /** The median of some, once warm. */
  private double millis(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(product.serviceUrl("oncall") + path))
            .header("Authorization", "Bearer " + product.setting("TASKCALL_TOKEN"))
            .build();
    var took = new long[TIMES];
    for (int i = 0; i < 2 * TIMES; i++) {
      long begun = System.nanoTime();
      var answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + " was answered " + answer.statusCode());
      }
      took[i % TIMES] = System.nanoTime() - begun;
    }
    return IntStream.range(0, TIMES).mapToLong(i -> took[i]).sorted().toArray()[TIMES / 2] / 1e6;
  }

  @Override
  public void close() throws SQLException {
    http.close();
    rows.close();
  }
}
