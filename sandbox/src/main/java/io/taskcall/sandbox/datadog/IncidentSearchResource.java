package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.datadog.IncidentJson.View;
import io.taskcall.sandbox.domain.incident.Incident;
import io.taskcall.sandbox.domain.incident.IncidentQuery;
import io.taskcall.sandbox.domain.incident.Person;
import io.taskcall.sandbox.memory.Incidents;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The search over incidents, which learns of everything a little late. */
@Path("/datadog/api/v2/incidents/search")
@Produces(MediaType.APPLICATION_JSON)
public class IncidentSearchResource {
  private final Incidents incidents;
  private final IncidentJson json;
  private final Duration lag;

  IncidentSearchResource(Incidents incidents, IncidentJson json, SandboxConfig config) {
    this.incidents = incidents;
    this.json = json;
    lag = config.datadog().searchDelay();
  }

  @GET
  @Needs("incident_read")
  public ObjectNode search(
      @QueryParam("query") @Nullable String query,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("page[size]") @Nullable String size,
      @QueryParam("page[offset]") @Nullable String offset) {
    if (query == null || query.isBlank()) {
      throw DatadogError.badRequest("query is required");
    }
    var page = Paging.of(size, offset);
    var all = incidents.search(IncidentQuery.parse(query), Instant.now().minus(lag));
    var sorted = "created".equals(sort) ? all : all.reversed();
    var found = sorted.stream().skip(page.offset()).limit(page.size()).toList();

    var answer = json.empty();
    var data = answer.putObject("data");
    data.put("type", "incidents_search_results");
    var attributes = data.putObject("attributes");
    attributes.put("total", all.size());
    attributes.set("facets", facets(all));
    var results = attributes.putArray("incidents");
    found.forEach(incident -> results.addObject().set("data", json.data(incident, View.FOUND)));
    var related =
        data.putObject("relationships").putObject("incidents_relationship").putArray("data");
    found.forEach(incident ->
        related.addObject().put("type", "incidents").put("id", incident.id().toString()));
    var included = answer.putArray("included");
    found.forEach(incident -> included.add(json.data(incident, View.FOUND)));
    page.describe(answer, found.size());
    return answer;
  }

  private ObjectNode facets(List<Incident> all) {
    var facets = json.empty();
    count(facets.putArray("state"), all, Incident::state);
    count(facets.putArray("severity"), all, Incident::severity);
    people(facets.putArray("created_by"), all, incident -> incident.history().createdBy());
    people(facets.putArray("last_modified_by"), all, incident -> incident.history().modifiedBy());
    return facets;
  }

  private static void count(
      ArrayNode facet, List<Incident> all, Function<Incident, String> property) {
    var counts = new TreeMap<String, Integer>();
    all.forEach(incident -> counts.merge(property.apply(incident), 1, Integer::sum));
    counts.forEach((name, count) -> facet.addObject().put("name", name).put("count", count));
  }

  private static void people(
      ArrayNode facet, List<Incident> all, Function<Incident, Person> property) {
    var counts = new LinkedHashMap<Person, Integer>();
    all.forEach(incident -> counts.merge(property.apply(incident), 1, Integer::sum));
    counts.forEach((person, count) ->
        facet
            .addObject()
            .put("name", person.name())
            .put("count", count)
            .put("handle", person.handle())
            .put("uuid", person.id().toString())
            .put("email", person.handle()));
  }
}
