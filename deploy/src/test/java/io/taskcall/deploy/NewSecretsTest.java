package io.taskcall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewSecretsTest {
  @TempDir Path folder;

  @Test
  void file_is_readable_by_its_owner_alone() throws Exception {
    assertThat(run(Map.of())).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(env())))
        .isEqualTo("rw-------");
  }

  @Test
  void secrets_have_the_form_that_the_services_want() throws Exception {
    run(Map.of());
    var settings = settings();
    assertThat(settings.get("TASKCALL_TOKEN")).matches("tc_[A-Za-z0-9_-]{43}");
    assertThat(settings.get("TASKCALL_DATADOG_KEY")).matches("[0-9a-f]{32}");
    assertThat(settings.get("TASKCALL_INTERNAL_SECRET")).matches("[0-9a-f]{64}");
    assertThat(Base64.getDecoder().decode(settings.get("AUTH_ENCRYPTION_KEY"))).hasSize(32);
    assertThat(settings.values()).noneMatch(value -> value.startsWith("@"));
    assertThat(settings.get("TASKCALL_EVENTS_KEY"))
        .isNotEqualTo(settings.get("TASKCALL_DATADOG_KEY"));
  }

  @Test
  void settings_are_those_of_the_example_or_of_the_environment() throws Exception {
    run(Map.of("ONCALL_SMTP_HOST", "mx.shop.example", "ONCALL_SMTP_PASSWORD", "$(id) \"q\" \\n"));
    assertThat(settings().keySet())
        .isEqualTo(Deployment.settings(Deployment.text("deploy/example.env")).keySet());
    assertThat(settings())
        .containsEntry("ONCALL_SMTP_HOST", "mx.shop.example")
        .containsEntry("ONCALL_SMTP_PORT", "587")
        .containsEntry("ONCALL_SMTP_PASSWORD", "$(id) \"q\" \\n")
        .containsEntry("ONCALL_MAIL_FROM", "TaskCall <taskcall@example.com>");
  }

  @Test
  void secrets_that_are_there_are_left_alone() throws Exception {
    run(Map.of());
    var before = Files.readString(env());
    assertThat(run(Map.of())).isNotZero();
    assertThat(env()).hasContent(before);
  }

  @Test
  void file_is_complete_or_not_there() throws Exception {
    assertThat(run(Map.of("ONCALL_SMTP_PASSWORD", "it's"))).isNotZero();
    assertThat(folder).isEmptyDirectory();
  }

  private int run(Map<String, String> environment) throws Exception {
    var builder =
        new ProcessBuilder(
            "sh", Deployment.ROOT.resolve("deploy/new-secrets").toString(), env().toString());
    builder.environment().keySet().removeIf(name -> name.matches("(TASKCALL|ONCALL|AUTH)_.*"));
    builder.environment().putAll(environment);
    var process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isNotEmpty();
    return process.waitFor();
  }

  private Path env() {
    return folder.resolve(".env");
  }

  private Map<String, String> settings() throws Exception {
    var settings = Deployment.settings(Files.readString(env()));
    settings.replaceAll((name, value) -> value.substring(1, value.length() - 1));
    return settings;
  }
}
