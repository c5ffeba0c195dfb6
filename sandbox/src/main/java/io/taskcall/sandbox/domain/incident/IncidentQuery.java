package io.taskcall.sandbox.domain.incident;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A search such as {@code state:active AND severity:(SEV-2 OR SEV-1)}; bare words look in titles.
 */
public record IncidentQuery(List<Term> terms) implements Predicate<Incident> {
  private static final Pattern AND = Pattern.compile("\\s+AND\\s+");
  private static final Pattern OR = Pattern.compile("\\s+OR\\s+");

  /** One condition: any of the values will do. */
  record Term(String key, List<String> anyOf) {
    boolean holds(Incident incident) {
      var actual = value(incident).toLowerCase(Locale.ROOT);
      return key.equals("title")
          ? anyOf.stream().allMatch(actual::contains)
          : anyOf.contains(actual);
    }

    private String value(Incident incident) {
      return switch (key) {
        case "title" -> incident.title();
        case "public_id" -> Long.toString(incident.number());
        default -> {
          var field = incident.fields().get(key);
          yield field == null || field.value() == null ? "" : field.value().toString();
        }
      };
    }
  }

  public static IncidentQuery parse(String query) {
    return new IncidentQuery(
        AND.splitAsStream(query.strip())
            .filter(term -> !term.isBlank())
            .map(IncidentQuery::term)
            .toList());
  }

  private static Term term(String text) {
    var colon = text.indexOf(':');
    var key = colon < 0 ? "title" : text.substring(0, colon).strip();
    var rest = text.substring(colon + 1).strip();
    if (rest.startsWith("(") && rest.endsWith(")")) {
      rest = rest.substring(1, rest.length() - 1);
    }
    return new Term(
        key,
        Arrays.stream(OR.split(rest, -1))
            .map(value -> value.strip().replace("\"", "").toLowerCase(Locale.ROOT))
            .toList());
  }

  @Override
  public boolean test(Incident incident) {
    return terms.stream().allMatch(term -> term.holds(incident));
  }
}
