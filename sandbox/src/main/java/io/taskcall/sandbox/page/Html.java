package io.taskcall.sandbox.page;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes pages. */
public final class Html {
  private Html() {}

  /** A page of one of those who live in the sandbox. */
  public static String page(String whose, String body) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        + "<title>"
        + whose
        + "</title><link rel=\"icon\" href=\"/icon.svg\"><link rel=\"stylesheet\" href=\"/style.css\"></head>"
        + "<body class=\"narrow\"><main class=\"card\"><p class=\"muted\">"
        + whose
        + "</p>"
        + body
        + "</main></body></html>";
  }

  /** Fields that a form carries along; those without a value are left out. */
  public static String hidden(Map<String, @Nullable String> fields) {
    return fields.entrySet().stream()
        .filter(field -> field.getValue() != null)
        .map(Html::input)
        .collect(Collectors.joining());
  }

  /** Text that means nothing but itself. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String input(Map.Entry<String, @Nullable String> field) {
    return "<input type=\"hidden\" name=\""
        + field.getKey()
        + "\" value=\""
        + escaped(String.valueOf(field.getValue()))
        + "\">";
  }
}
