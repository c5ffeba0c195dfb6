package io.taskcall.sandbox.memory;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** The templates that people put into Datadog for us, and Datadog's own. */
@ApplicationScoped
public class Payloads {
  private static final String DATADOG_DEFAULT =
      "{\"body\": \"$EVENT_MSG\", \"last_updated\": \"$LAST_UPDATED\", \"event_type\": \"$EVENT_TYPE\","
          + " \"title\": \"$EVENT_TITLE\", \"date\": \"$DATE\", \"org\": {\"id\": \"$ORG_ID\","
          + " \"name\": \"$ORG_NAME\"}, \"id\": \"$ID\"}";

  private final String taskcall = resource("/templates/datadog-webhook-payload.json");
  private final String recommended =
      resource("/templates/datadog-webhook-payload-recommended.json");

  /** What people paste from TaskCall's page in Datadog's marketplace. */
  public String taskcall() {
    return taskcall;
  }

  public String datadogDefault() {
    return DATADOG_DEFAULT;
  }

  public Optional<String> named(String name) {
    return switch (name) {
      case "taskcall" -> Optional.of(taskcall);
      case "recommended" -> Optional.of(recommended);
      case "datadog" -> Optional.of(DATADOG_DEFAULT);
      default -> Optional.empty();
    };
  }

  /** The other way round; nothing for a payload that somebody wrote. */
  public Optional<String> nameOf(String payload) {
    return Stream.of("taskcall", "recommended", "datadog")
        .filter(name -> named(name).filter(payload::equals).isPresent())
        .findFirst();
  }

  private static String resource(String path) {
    try (var in = Payloads.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("not in this build: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
