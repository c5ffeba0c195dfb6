package io.taskcall.deploy;

import static io.taskcall.deploy.Deployment.environment;
import static io.taskcall.deploy.Deployment.module;
import static io.taskcall.deploy.Deployment.ownVariables;
import static io.taskcall.deploy.Deployment.reads;
import static io.taskcall.deploy.Deployment.section;
import static io.taskcall.deploy.Deployment.services;
import static io.taskcall.deploy.Deployment.settings;
import static io.taskcall.deploy.Deployment.text;
import static io.taskcall.deploy.Deployment.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {
  private static final String COMPOSE = "docker-compose.yml";
  private static final String SANDBOX = "deploy/docker-compose.sandbox.yml";
  private static final List<String> OURS = List.of("ingest", "dedup", "oncall", "sync", "auth");
  private static final Map<String, Map<String, Object>> SERVICES = services(COMPOSE);

  @Test
  void all_five_services_are_there_with_broker_database_and_front_door() {
    assertThat(SERVICES.keySet())
        .containsExactlyInAnyOrder(
            "kafka", "postgres", "topics", "auth", "ingest", "dedup", "oncall", "sync", "front");
  }

  @Test
  void every_service_starts_again_and_tells_how_it_is() {
    SERVICES.forEach((name, service) -> {
      assertThat(service).as(name).containsKey("restart");
      if (!name.equals("topics")) {
        assertThat(service).as(name).containsKey("healthcheck");
      }
    });
  }

  @Test
  void every_image_of_ours_is_built_from_a_module_that_is_there() {
    for (var name : OURS) {
      var module = module(SERVICES.get(name));
      assertThat(Deployment.ROOT.resolve(module).resolve("pom.xml")).as(name).exists();
      assertThat(text("deploy/Dockerfile")).contains(module);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "dedup", "oncall", "sync", "auth"})
  void every_variable_that_is_set_is_read_by_its_service(String name) {
    var service = SERVICES.get(name);
    var sources = Deployment.ROOT.resolve(module(service)).resolve("src/main");
    assumeThat(sources).as("sources of " + name).exists();
    assertThat(ownVariables(service))
        .filteredOn(variable -> !isKey(variable))
        .allMatch(variable -> reads(module(service), variable));
  }

  @Test
  void every_variable_that_the_sandbox_adds_is_read() {
    var sandbox = services(SANDBOX).get("sandbox");
    assertThat(ownVariables(sandbox)).allMatch(variable -> reads("sandbox", variable));
    for (var name : List.of("auth", "oncall")) {
      assertThat(ownVariables(services(SANDBOX).get(name)))
          .filteredOn(variable -> !variable.matches("AUTH_DATADOG_(SITES|PAGES)_.*"))
          .isSubsetOf(environment(SERVICES.get(name)).keySet());
    }
  }

  /** The setup file names these, and no source does. */
  private static boolean isKey(String variable) {
    return text("deploy/setup.yaml").contains("keyFrom: " + variable);
  }

  @Test
  void every_key_that_the_setup_file_names_reaches_auth() {
    var named =
        Pattern.compile("keyFrom: (\\w+)")
            .matcher(text("deploy/setup.yaml"))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(environment(SERVICES.get("auth"))).containsKeys(named.toArray(String[]::new));
  }

  @Test
  void services_listen_where_the_front_door_and_sync_look_for_them() {
    var routes =
        Pattern.compile("reverse_proxy \\S+ (\\w+):(\\d+)").matcher(text("deploy/front/Caddyfile"));
    routes
        .results()
        .forEach(route ->
            assertThat(String.valueOf(port(route.group(1))))
                .as(route.group())
                .isEqualTo(route.group(2)));
    assertThat(environment(SERVICES.get("sync")))
        .containsEntry("SYNC_AUTH_URL", "http://auth:" + port("auth"));
    for (var name : List.of("dedup", "oncall", "sync")) {
      assertThat(environment(SERVICES.get(name)))
          .containsEntry(
              "TASKCALL_AUTH_JWKS_URL", "http://auth:" + port("auth") + "/.well-known/jwks.json")
          .containsEntry(
              "TASKCALL_AUTH_ISSUER", environment(SERVICES.get("auth")).get("AUTH_PUBLIC_URL"));
    }
  }

  private static Object port(String service) {
    return environment(SERVICES.get(service)).get("QUARKUS_HTTP_PORT");
  }

  @Test
  void front_door_routes_as_the_one_of_the_quickstart_and_nothing_internal() {
    var quickstart =
        Pattern.compile("\\.add\\(\"([^\"]+)\", services\\.(\\w+)\\)")
            .matcher(text("quickstart/src/main/java/io/taskcall/quickstart/Routes.java"))
            .results()
            .map(route -> route.group(1) + "* " + route.group(2))
            .toList();
    var here =
        Pattern.compile("reverse_proxy (\\S+) (\\w+):")
            .matcher(text("deploy/front/Caddyfile"))
            .results()
            .map(route -> route.group(1) + " " + route.group(2))
            .toList();
    assertThat(here).isEqualTo(quickstart).noneMatch(route -> route.startsWith("/internal"));
  }

  @Test
  void only_the_front_door_is_open_to_others() {
    var open =
        SERVICES.entrySet().stream()
            .filter(service -> service.getValue().containsKey("ports"))
            .map(Map.Entry::getKey);
    assertThat(open).containsExactly("front");
    assertThat(services(SANDBOX).get("sandbox").get("ports"))
        .isEqualTo(List.of("127.0.0.1:8090:8090"));
  }

  @Test
  void every_variable_is_in_the_example_and_every_setting_of_it_is_used() {
    var used = new TreeSet<>(variables(text(COMPOSE)));
    assertThat(settings(text("deploy/example.env")).keySet()).isEqualTo(used);
    assertThat(used).containsAll(variables(text(SANDBOX)));
  }

  @Test
  void every_service_with_a_database_has_one_of_its_own() {
    for (var name : List.of("oncall", "auth", "sync")) {
      assertThat(text("deploy/postgres/10-databases.sh")).contains("create " + name + " ");
      assertThat(environment(SERVICES.get(name)))
          .containsEntry("QUARKUS_DATASOURCE_USERNAME", name)
          .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://postgres:5432/" + name)
          .containsEntry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://postgres:5432/" + name);
    }
  }

  @Test
  void every_volume_and_every_dependency_is_declared() {
    var volumes = Deployment.yaml(COMPOSE).get("volumes");
    SERVICES.forEach((name, service) -> {
      assertThat(SERVICES.keySet()).containsAll(section(service, "depends_on").keySet());
      for (var volume : (List<?>) service.getOrDefault("volumes", List.of())) {
        var source = String.valueOf(volume).split(":(?=/)", 2)[0];
        if (source.startsWith("./")) {
          assertThat(Files.exists(Deployment.ROOT.resolve(source))).as(source).isTrue();
        } else if (!source.startsWith("$")) {
          assertThat(volumes).as(name).containsKey(source);
        }
      }
    });
  }

  @Test
  void operations_guide_explains_every_variable() {
    var guide = text("docs/operations.md");
    var all =
        OURS.stream()
            .flatMap(name -> ownVariables(SERVICES.get(name)))
            .collect(Collectors.toCollection(TreeSet::new));
    all.addAll(settings(text("deploy/example.env")).keySet());
    assertThat(all).allMatch(guide::contains);
  }
}
