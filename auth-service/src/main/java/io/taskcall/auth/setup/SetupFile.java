package io.taskcall.auth.setup;

import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.Sites;
import io.taskcall.auth.domain.Wanted;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.contracts.MemberEvent.Role;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads the sections {@code organization}, {@code people} and {@code integrations} of the setup
 * file and passes over the others.
 */
final class SetupFile {
  private static final Map<String, Role> ROLES =
      Map.of(
          "owner", Role.OWNER,
          "admin", Role.ADMIN,
          "user", Role.USER,
          "limited_user", Role.LIMITED_USER,
          "stakeholder", Role.STAKEHOLDER,
          "limited_stakeholder", Role.LIMITED_STAKEHOLDER);
  private static final Map<String, Tool> TOOLS =
      Map.of(
          "datadog", Tool.DATADOG,
          "alertmanager", Tool.ALERTMANAGER,
          "events_v2", Tool.EVENTS_V2);
  private static final String GRANT = "TASKCALL_DATADOG_REFRESH_TOKEN";

  private final Environment environment;
  private final Sites sites;
  private final Map<UUID, Secret> refreshTokens = new HashMap<>();

  private SetupFile(Environment environment, Sites sites) {
    this.environment = environment;
    this.sites = sites;
  }

  /**
   * What the file asks for.
   *
   * @param refreshTokens by integration, the refresh token to begin with
   * @param ownerPassword what the first owner may sign in with
   */
  record Contents(Wanted wanted, Map<UUID, Secret> refreshTokens, Optional<Secret> ownerPassword) {
    /** Whoever the API key and the password are for. */
    Member owner() {
      return wanted.members().stream()
          .filter(member -> member.role() == Role.OWNER)
          .findFirst()
          .orElseThrow();
    }
  }

  /** Reads a file called {@code name}, or says what is wrong with it and in which line. */
  static Contents read(String name, Reader yaml, Environment environment, Sites sites) {
    try {
      var root = new Yaml(new LoaderOptions()).compose(yaml);
      if (root == null) {
        throw new SetupProblem(name + " is empty");
      }
      return new SetupFile(environment, sites).read(new Place(name, "", root));
    } catch (MarkedYAMLException e) {
      throw new SetupProblem(name + " is not YAML: " + e.getMessage());
    }
  }

  private Contents read(Place file) {
    var organization = organization(file.field("organization"));
    var people = people(organization, file.field("people"));
    var integrations = integrations(organization, file);
    var grants =
        refreshTokens.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sha256()));
    var ownerKey = environment.apiKey("TASKCALL_TOKEN").sha256();
    return new Contents(
        new Wanted(organization, people, integrations, ownerKey, grants),
        Map.copyOf(refreshTokens),
        environment.password("TASKCALL_OWNER_PASSWORD"));
  }

  private static Organization organization(Place place) {
    place.fields(Set.of("key", "name"));
    return Organization.of(place.field("key").text(), place.field("name").text());
  }

  private static List<Member> people(Organization organization, Place section) {
    var people = new ArrayList<Member>();
    var emails = new HashSet<String>();
    for (var place : section.items()) {
      place.fields(Set.of("name", "email", "role"));
      var email = place.field("email").text();
      if (!email.matches("[^@\\s]+@[^@\\s]+")) {
        throw place.field("email").problem("must be an e-mail address, was " + email);
      }
      if (!emails.add(email.toLowerCase(Locale.ROOT))) {
        throw place.field("email").problem("somebody else has " + email + " already");
      }
      var role = place.field("role").oneOf(ROLES);
      people.add(Member.of(organization, place.field("name").text(), email, role));
    }
    if (people.stream().noneMatch(member -> member.role() == Role.OWNER)) {
      throw section.problem("somebody must have the role owner");
    }
    return people;
  }

  private List<Integration> integrations(Organization organization, Place file) {
    var integrations = new ArrayList<Integration>();
    var names = new HashSet<String>();
    var keys = new HashSet<String>();
    var services = services(file);
    for (var place : file.field("integrations").items()) {
      place.fields(Set.of("name", "tool", "service", "site", "keyFrom", "grantFrom"));
      var name = place.field("name").text();
      if (!names.add(name)) {
        throw place.field("name").problem("another integration is called " + name + " already");
      }
      var service = place.field("service").text();
      if (!services.contains(service)) {
        throw place.field("service").problem("no service has the key " + service);
      }
      var key = environment.integrationKey(place.field("keyFrom"));
      if (!keys.add(key.sha256())) {
        throw place.field("keyFrom").problem("another integration has the same key");
      }
      var tool = place.field("tool").oneOf(TOOLS);
      integrations.add(
          connected(
              place,
              Integration.of(
                  organization, name, tool, organization.serviceId(service), key.sha256())));
    }
    return integrations;
  }

  private Integration connected(Place place, Integration integration) {
    var site = place.optional("site");
    var grantFrom = place.optional("grantFrom");
    if (site.isEmpty()) {
      grantFrom.ifPresent(from -> {
        throw from.problem("needs a site");
      });
      return integration;
    }
    if (integration.tool() != Tool.DATADOG) {
      throw site.get().problem("only the tool datadog has a site");
    }
    var name = site.get().text();
    if (sites.apiUrl(name).isEmpty()) {
      throw site.get()
          .problem("must be one of " + String.join(", ", sites.names()) + ", was " + name);
    }
    environment
        .value(grantFrom.map(Place::text).orElse(GRANT))
        .ifPresent(token -> {
          // A refresh token may be replaced each time it is used, so it cannot serve two.
          if (refreshTokens.containsValue(token)) {
            throw grantFrom.orElse(place).problem("another integration has the same grant");
          }
          refreshTokens.put(integration.id(), token);
        });
    return integration.at(name);
  }

  /** The section belongs to others; only the keys that integrations refer to are looked at. */
  private static Set<String> services(Place file) {
    return file.field("services").items().stream()
        .map(service -> service.field("key").text())
        .collect(Collectors.toSet());
  }
}
