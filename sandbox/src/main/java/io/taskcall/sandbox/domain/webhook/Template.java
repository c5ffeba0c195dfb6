package io.taskcall.sandbox.domain.webhook;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A customer's text with {@code $VARIABLES} in it.
 *
 * <p>Datadog replaces raw text: it doesn't know that the template is JSON, keeps the white space,
 * and leaves a name that it doesn't know as it stands.
 */
public record Template(String text) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$([A-Z][A-Z0-9_]*)(?:\\[([^\\]\\s]*)])?");

  /** For a JSON payload: text is escaped. */
  public String toJson(Variables variables) {
    return replace(variables, JsonText::escape);
  }

  /** For a URL or a header: text goes in as it is. */
  public String toText(Variables variables) {
    return replace(variables, UnaryOperator.identity());
  }

  private String replace(Variables variables, UnaryOperator<String> escape) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found, variables, escape)));
  }

  private static String value(
      MatchResult found, Variables variables, UnaryOperator<String> escape) {
    var name = found.group(1);
    @Nullable String key = found.group(2);
    if (key != null && name.equals("TAGS")) {
      return escape.apply(variables.tag(key));
    }
    var rest = key == null ? "" : "[" + key + "]";
    return variables
        .valueOf(name)
        .map(value ->
            switch (value) {
              case Variables.Value.Text text -> escape.apply(text.text()) + rest;
              case Variables.Value.Json json -> json.json() + rest;
            })
        .orElse(found.group());
  }
}
