package io.taskcall.auth.pages;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.PROVIDER;
import static io.taskcall.auth.fixtures.AuthForTests.PUBLIC_URL;
import static io.taskcall.auth.fixtures.Neighbours.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Browser;
import io.taskcall.auth.fixtures.Chromium;
import io.taskcall.auth.fixtures.Company;
import io.taskcall.auth.fixtures.Database;
import io.taskcall.auth.fixtures.FakeProvider;
import io.taskcall.auth.fixtures.FakeProvider.Person;
import io.taskcall.auth.fixtures.TopicReader;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class SsoTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject DataSource database;

  private Company company;

  @BeforeEach
  void honestProvider() {
    PROVIDER.reset();
    execute("delete from sign_in_failure");
    company = new Company(database);
  }

  @Test
  void stranger_of_the_company_becomes_a_member_with_the_role_that_was_set() {
    company.withSingleSignOn(company.owner.apiKey(), Map.of("role", "stakeholder"));
    var browser = new Browser();
    var in = Company.signIn(browser, company.verified("Kim"));
    assertThat(in.status()).isEqualTo(303);
    assertThat(in.location()).isEqualTo("/account");
    assertThat(browser.get("/account").body()).contains("Kim Doe", company.email("kim"));
    var members =
        given()
            .header("Authorization", "Bearer " + company.owner.apiKey())
            .get("/api/v1/members")
            .asString();
    assertThat(members).contains(company.email("kim"), "stakeholder");
    await()
        .atMost(PATIENCE)
        .until(() ->
            TopicReader.events(Topic.MEMBERS, MemberEvent.class).stream()
                .anyMatch(event ->
                    event instanceof MemberEvent.Saved saved
                        && saved.email().equals(company.email("kim"))
                        && saved.role() == MemberEvent.Role.STAKEHOLDER));
    assertThat(audited())
        .contains("person_joined", "single_sign_on_linked", "signed_in")
        .doesNotContain("single_sign_on_failed");
  }

  @Test
  void member_comes_back_as_the_same_person_even_under_a_new_address() {
    var ben = company.person("user", "ben");
    company.withSingleSignOn();
    var first = new Browser();
    Company.signIn(first, company.verified("ben"));
    assertThat(first.get("/account").body()).contains("Nora", ben.email());
    var married = new Person("ben-" + company.domain, company.email("ben.new"), true, "Ben New");
    var second = new Browser();
    assertThat(Company.signIn(second, married).status()).isEqualTo(303);
    assertThat(second.get("/account").body()).contains(ben.email());
    assertThat(count("member")).isEqualTo(2);
  }

  @Test
  void session_is_like_any_other() {
    company.withSingleSignOn();
    var browser = new Browser();
    browser.get("/sign-in/sso");
    var before = Map.copyOf(browser.cookies());
    Company.signIn(browser, company.verified("kim"));
    assertThat(browser.cookies().get("taskcall-session"))
        .isNotEqualTo(before.get("taskcall-session"));
    var attacker = new Browser();
    attacker.cookies().putAll(before);
    assertThat(attacker.get("/account").status()).isEqualTo(303);
    assertThat(browser.get("/account").body()).contains("127.0.0.1", "End");
    browser.post("/sign-out", Map.of());
    assertThat(browser.get("/account").status()).isEqualTo(303);
  }

  @Test
  void code_of_ours_is_not_asked_for_after_the_company_has_let_somebody_through() {
    var ben = company.person("user", "ben");
    execute(
        "insert into second_factor (member_id, sealed, confirmed, used_step, changed_at) values ('"
            + ben.id()
            + "', '\\x00', true, 0, now())");
    company.withSingleSignOn();
    assertThat(new Browser().signIn(ben.email(), PASSWORD).body()).contains("One thing more");
    assertThat(Company.signIn(new Browser(), company.verified("ben")).status()).isEqualTo(303);
  }

  @Test
  void people_go_where_they_wanted_to_and_to_no_other_site() {
    company.withSingleSignOn();
    var browser = new Browser();
    assertThat(browser.get("/sign-in?next=%2Faccount%2Fintegrations").body())
        .contains("Sign in with your company");
    browser.get("/sign-in/sso?next=%2Faccount%2Fintegrations");
    var kim = company.verified("kim");
    var form = Map.of("email", kim.email(), "next", "/account/integrations");
    var in = Company.back(browser, browser.post("/sign-in/sso", form), kim);
    assertThat(in.location()).isEqualTo("/account/integrations");
    for (var evil : List.of("https://evil.example", "//evil.example", "/\\evil.example")) {
      var other = new Browser();
      other.get("/sign-in/sso");
      var off = other.post("/sign-in/sso", Map.of("email", kim.email(), "next", evil));
      assertThat(Company.back(other, off, kim).location()).as(evil).isEqualTo("/account");
    }
  }

  @Test
  void what_is_sent_along_is_what_openid_connect_asks_for() {
    company.withSingleSignOn();
    var off = Company.leave(new Browser(), company.email("kim")).location();
    assertThat(off)
        .startsWith(PROVIDER.issuer() + "/authorize?response_type=code&client_id=taskcall+at+work")
        .contains("scope=openid+email+profile", "&state=", "&nonce=", "code_challenge_method=S256")
        .contains("redirect_uri=http%3A%2F%2Flocalhost")
        .contains("login_hint=kim%40" + company.domain)
        .doesNotContain(FakeProvider.CLIENT_SECRET);
  }

  @Test
  void address_that_no_organization_has_is_told_so() {
    var page = Company.leave(new Browser(), "kim@nowhere.example");
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).contains("No organization signs in", "kim@nowhere.example");
    assertThat(Company.leave(new Browser(), "").status()).isEqualTo(404);
  }

  @Test
  void two_organizations_with_one_domain_are_told_apart_by_whoever_signs_in() {
    company.withSingleSignOn();
    var second = new Company(database);
    second.neighbours.person(second.neighbours.organization, "owner", company.email("ops"));
    second.withSingleSignOn(second.owner.apiKey(), Map.of("domain", company.domain));
    var browser = new Browser();
    var kim = company.verified("kim");
    var asked = Company.leave(browser, kim.email());
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.body()).contains("Which one do you mean?", "Neighbours");
    var off =
        browser.post(
            "/sign-in/sso",
            Map.of(
                "email", kim.email(), "organization", second.neighbours.organization.toString()));
    assertThat(Company.back(browser, off, kim).status()).isEqualTo(303);
    assertThat(second.neighbours.organization.toString())
        .isEqualTo(text("select organization_id from member where email = '" + kim.email() + "'"));
    var foreign = Map.of("email", kim.email(), "organization", "no-id");
    assertThat(browser.post("/sign-in/sso", foreign).status()).isNotEqualTo(500);
  }

  @Test
  void provider_that_says_addresses_only_when_asked_is_asked() {
    company.withSingleSignOn();
    PROVIDER.saysAddressesOnlyWhenAsked();
    assertThat(Company.signIn(new Browser(), company.verified("kim")).status()).isEqualTo(303);
  }

  @Test
  void provider_that_wants_the_secret_in_the_form_gets_it_there() {
    PROVIDER.saysOfItself(
        "token_endpoint_auth_methods_supported", List.of("client_secret_post", "private_key_jwt"));
    company.withSingleSignOn();
    assertThat(Company.signIn(new Browser(), company.verified("kim")).status()).isEqualTo(303);
  }

  @Test
  void where_it_is_required_passwords_are_taken_of_owners_alone() {
    var ben = company.person("user", "ben");
    company.withSingleSignOn(company.owner.apiKey(), Map.of("required", true));
    var refused = new Browser().signIn(ben.email(), PASSWORD);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("takes no passwords", "Sign in with your company");
    assertThat(new Browser().signIn(ben.email(), "wrong-password").status()).isEqualTo(401);
    assertThat(new Browser().signIn(company.owner.email(), PASSWORD).status()).isEqualTo(303);
    assertThat(Company.signIn(new Browser(), company.verified("ben")).status()).isEqualTo(303);
  }

  @Test
  void real_browser_is_let_through_to_the_provider_and_back() throws Exception {
    assumeTrue(Chromium.isHere(), "there is no Chromium on this machine");
    company.withSingleSignOn();
    PROVIDER.isHere(company.verified("kim"));
    try (var browser = new Chromium()) {
      browser.open(PUBLIC_URL + "/sign-in");
      browser.press("Sign in with your company");
      browser.type("email", company.email("kim"));
      browser.screenshot(Path.of("target/screenshots/sso-1-company.png"));
      browser.press("Continue to your company");
      assertThat(browser.text()).contains("Kim Doe", "Your account");
      assertThat(browser.complaints())
          .noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }
  }

  private List<String> audited() {
    return List.of(
        text("select string_agg(what, ' ') from audit_entry where organization_id = '"
                + company.neighbours.organization
                + "'")
            .split(" ", -1));
  }

  private long count(String table) {
    return Long.parseLong(
        text(
            "select count(*) from %s where organization_id = '%s'"
                .formatted(table, company.neighbours.organization)));
  }

  private String text(String sql) {
    try (var connection = database.getConnection();
        var found = connection.createStatement().executeQuery(sql)) {
      found.next();
      return found.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    new Database(database).execute(sql);
  }
}
