package io.taskcall.oncall.http;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that a request of the API does not have, or not of that form. Somebody
 * who misspells a filter must not be shown everything.
 */
final class Parameters {
  private final Map<Method, Map<String, Class<?>>> known = new ConcurrentHashMap<>();

  @ServerRequestFilter(priority = Priorities.USER + 100)
  void check(ContainerRequestContext request, ResourceInfo resource) {
    if (request.getUriInfo().getPath().startsWith("/api/")) {
      var parameters = known.computeIfAbsent(resource.getResourceMethod(), Parameters::of);
      request
          .getUriInfo()
          .getQueryParameters()
          .forEach((name, values) -> {
            var type = parameters.get(name);
            if (type == null) {
              throw ProblemException.field(name, unknown(parameters));
            }
            check(name, type, values);
          });
    }
  }

  private static void check(String name, Class<?> type, List<String> values) {
    if (type != List.class && values.size() > 1) {
      throw ProblemException.field(name, "is given more than once");
    }
    for (var value : values) {
      if (type == int.class && !isInt(value)) {
        throw ProblemException.field(name, "is a whole number");
      }
      if (type == boolean.class && !value.equals("true") && !value.equals("false")) {
        throw ProblemException.field(name, "is true or false");
      }
    }
  }

  private static boolean isInt(String value) {
    try {
      Integer.parseInt(value);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String unknown(Map<String, Class<?>> parameters) {
    return "is not a parameter of this request; "
        + (parameters.isEmpty()
            ? "it has none"
            : "it has " + String.join(", ", parameters.keySet()));
  }

  private static Map<String, Class<?>> of(Method method) {
    var known = new TreeMap<String, Class<?>>();
    Arrays.stream(method.getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class))
        .forEach(parameter -> known.put(name(parameter), parameter.getType()));
    return known;
  }

  private static String name(Parameter parameter) {
    return parameter.getAnnotation(QueryParam.class).value();
  }
}
