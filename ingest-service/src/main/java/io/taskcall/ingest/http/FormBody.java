package io.taskcall.ingest.http;

import io.taskcall.ingest.domain.Node;
import io.taskcall.ingest.domain.Node.Fields;
import io.taskcall.ingest.domain.Node.Leaf;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a form. How Datadog flattens nested fields into one is not documented, so every way in use
 * is taken: one field that holds the whole JSON, {@code alert[id]=}, {@code alert.id=}, and JSON in
 * the value of a field.
 */
final class FormBody {
  static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  private static final int FIELDS_MAX = 1_000;
  private static final int DEPTH_MAX = 8;
  private static final Pattern SEPARATORS = Pattern.compile("[.\\[\\]]+");

  private FormBody() {}

  static Body read(byte[] bytes) {
    var pairs = new String(bytes, StandardCharsets.UTF_8).strip().split("&", FIELDS_MAX + 1);
    if (pairs.length > FIELDS_MAX) {
      return new Body.Unreadable("the form has more than " + FIELDS_MAX + " fields");
    }
    var root = new LinkedHashMap<String, Object>();
    try {
      for (var pair : pairs) {
        int equals = pair.indexOf('=');
        var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (pairs.length == 1 && isJson(value)) {
          return JsonBody.read(value.getBytes(StandardCharsets.UTF_8));
        }
        if (!name.isEmpty()) {
          put(root, path(name), value);
        }
      }
    } catch (IllegalArgumentException e) {
      return new Body.Unreadable("not a form: " + e.getMessage());
    }
    return root.isEmpty()
        ? new Body.Unreadable("the form has no fields")
        : new Body.Named(fields(root));
  }

  private static String[] path(String name) {
    return SEPARATORS.split(
        name.endsWith("]") ? name.substring(0, name.length() - 1) : name, DEPTH_MAX);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static boolean isJson(String value) {
    return value.stripLeading().startsWith("{");
  }

  /** Where a name is both a field and a group, the first one stands. */
  private static void put(Map<String, Object> root, String[] path, String value) {
    var group = root;
    for (int i = 0; i < path.length - 1; i++) {
      if (!(group.computeIfAbsent(path[i], _ -> new LinkedHashMap<String, Object>())
          instanceof Map<?, ?> inner)) {
        return;
      }
      @SuppressWarnings("unchecked") // every map in here was made above
      var next = (Map<String, Object>) inner;
      group = next;
    }
    if (path.length > 0) {
      group.putIfAbsent(path[path.length - 1], value);
    }
  }

  private static Fields fields(Map<String, Object> group) {
    var byName = new LinkedHashMap<String, Node>();
    group.forEach((name, value) -> byName.put(name, node(value)));
    return new Fields(byName);
  }

  @SuppressWarnings("unchecked") // every map in here was made above
  private static Node node(Object value) {
    if (value instanceof Map<?, ?> inner) {
      return fields((Map<String, Object>) inner);
    }
    var text = (String) value;
    if (isJson(text)
        && JsonBody.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Body.Named(var nested)) {
      return nested;
    }
    return new Leaf(text);
  }
}
