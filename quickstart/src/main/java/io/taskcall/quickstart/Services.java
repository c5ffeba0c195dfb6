package io.taskcall.quickstart;

import io.taskcall.embedded.LocalPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which services there are, where each listens and what each is told. */
final class Services {
  /** The databases that services own. */
  static final List<String> DATABASES = List.of("oncall", "auth", "sync");

  private final Settings settings;
  private final Secrets secrets;
  private final int postgresPort;
  private final ServicePorts ports;
  private final int smtpPort;

  final Service ingest;
  final Service dedup;
  final Service oncall;
  final Service sync;
  final Service auth;
  final Service sandbox;

  Services(Settings settings, Secrets secrets, int postgresPort, ServicePorts ports) {
    this.settings = settings;
    this.secrets = secrets;
    this.postgresPort = postgresPort;
    this.ports = ports;
    this.smtpPort = ports.next();
    ingest = service("ingest", "ingest-service", Jvm.FAST, Map.of());
    auth = service("auth", "auth-service", Jvm.SMALL, authEnvironment());
    dedup = service("dedup", "dedup-service", Jvm.FAST, dedupEnvironment());
    oncall = service("oncall", "oncall-service", Jvm.SMALL, oncallEnvironment());
    sync = service("sync", "datadog-sync-service", Jvm.SMALL, syncEnvironment());
    sandbox =
        new Service(
            "sandbox",
            module("sandbox"),
            settings.sandboxPort(),
            Jvm.SMALL,
            sandboxEnvironment(settings.sandboxPort()));
  }

  /** All of them. */
  List<Service> all() {
    return List.of(ingest, dedup, oncall, sync, auth, sandbox);
  }

  /** Where each listens. */
  Map<String, String> urls() {
    return all().stream().collect(Collectors.toMap(Service::name, Service::url));
  }

  /** What a person or a script needs to know about a running TaskCall. */
  Map<String, String> runEnv() {
    return RunEnv.of(settings, secrets);
  }

  private Service service(
      String name, String module, List<String> jvm, Map<String, String> environment) {
    int port = ports.next();
    var all = new HashMap<>(listening(port));
    all.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + settings.kafkaPort());
    all.putAll(environment);
    return new Service(name, module(module), port, jvm, all);
  }

  private Path module(String name) {
    return settings.root().resolve(name);
  }

  /** One thread makes half as many transactions as two, which a small machine feels. */
  private Map<String, String> dedupEnvironment() {
    var environment = new HashMap<>(tokens());
    environment.put("DEDUP_STATE_DIR", settings.data().resolve("dedup").toString());
    environment.put("DEDUP_THREADS", "1");
    return environment;
  }

  private Map<String, String> oncallEnvironment() {
    var environment = new HashMap<>(database("oncall", 10));
    environment.putAll(tokens());
    environment.put("TASKCALL_SETUP_FILE", setupFile());
    environment.put("ONCALL_SMTP_HOST", "127.0.0.1");
    environment.put("ONCALL_SMTP_PORT", Integer.toString(smtpPort));
    environment.put("ONCALL_MAIL_FROM", "taskcall@demo.example");
    environment.put("ONCALL_PUBLIC_URL", settings.url());
    environment.putAll(VendorSettings.ofOncall(settings, secrets));
    settings.bundleWindow().ifPresent(window -> environment.put(Settings.BUNDLE_WINDOW, window));
    return environment;
  }

  private Map<String, String> authEnvironment() {
    var environment = new HashMap<>(database("auth", 4));
    environment.put("TASKCALL_SETUP_FILE", setupFile());
    environment.put("AUTH_PUBLIC_URL", settings.url());
    environment.put("AUTH_REGISTRATION", "true");
    environment.put("AUTH_MAIL_FROM", "taskcall@demo.example");
    environment.put("AUTH_MAIL_SMTP_HOST", "127.0.0.1");
    environment.put("AUTH_MAIL_SMTP_PORT", Integer.toString(smtpPort));
    environment.put("AUTH_DATADOG_CLIENT_SECRET", "sandbox-secret");
    environment.put("AUTH_SSO_PRIVATE_HOSTS", "localhost,127.0.0.1");
    environment.put("AUTH_DATADOG_SITES_SANDBOX", settings.sandboxUrl() + "/datadog");
    for (var name :
        List.of(
            Secrets.TOKEN,
            Secrets.DATADOG_KEY,
            Secrets.ALERTMANAGER_KEY,
            Secrets.EVENTS_KEY,
            Secrets.PAYMENTS_KEY,
            Secrets.INTERNAL_SECRET,
            Secrets.DATADOG_REFRESH_TOKEN,
            Secrets.ENCRYPTION_KEY,
            Secrets.OWNER_PASSWORD)) {
      environment.put(name, secrets.get(name));
    }
    return environment;
  }

  private Map<String, String> syncEnvironment() {
    var environment = new HashMap<>(database("sync", 6));
    environment.putAll(tokens());
    environment.put("SYNC_AUTH_URL", auth.url());
    environment.put("SYNC_PUBLIC_URL", settings.url());
    // The sandbox's Datadog is next door, and its search lags two seconds behind.
    environment.put("SYNC_POLLING_SHORTEST", "5s");
    environment.put("SYNC_POLLING_LONGEST", "30s");
    environment.put("SYNC_POLLING_LAG", "10s");
    environment.put(Secrets.INTERNAL_SECRET, secrets.get(Secrets.INTERNAL_SECRET));
    return environment;
  }

  private Map<String, String> sandboxEnvironment(int port) {
    var environment = new HashMap<>(listening(port));
    environment.put("SANDBOX_SMTP_PORT", Integer.toString(smtpPort));
    environment.put("SANDBOX_DATADOG_REFRESH_TOKEN", secrets.get(Secrets.DATADOG_REFRESH_TOKEN));
    environment.put("SANDBOX_WEBHOOK_URL", RunEnv.datadogUrl(settings, secrets));
    environment.putAll(VendorSettings.ofSandbox(settings, secrets));
    return environment;
  }

  /** By which keys tokens are verified, and whose they are. */
  private Map<String, String> tokens() {
    return Map.of(
        "TASKCALL_AUTH_JWKS_URL",
        auth.url() + "/.well-known/jwks.json",
        "TASKCALL_AUTH_ISSUER",
        settings.url());
  }

  private Map<String, String> database(String name, int connectionsMax) {
    var at = "postgresql://127.0.0.1:" + postgresPort + "/" + name;
    return Map.of(
        "QUARKUS_DATASOURCE_REACTIVE_URL",
        at,
        "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE",
        Integer.toString(connectionsMax),
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:" + at,
        "QUARKUS_DATASOURCE_USERNAME",
        LocalPostgres.USER,
        "QUARKUS_DATASOURCE_PASSWORD",
        LocalPostgres.USER);
  }

  private String setupFile() {
    return settings.root().resolve("quickstart/demo.yaml").toString();
  }

  private static Map<String, String> listening(int port) {
    return Map.of("QUARKUS_HTTP_HOST", "127.0.0.1", "QUARKUS_HTTP_PORT", Integer.toString(port));
  }
}
