package io.onus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestStackTest {

  @Test
  void itBringsTheDatabasesAndTheTopics() throws Exception {
    TestStack stack = TestStack.get();

    for (String name : OnusDatabases.NAMES) {
      try (Connection owner = stack.database(name).connectAsOwner();
          Connection app = stack.database(name).connectAsApp()) {
        assertThat(owner.isValid(1)).isTrue();
        assertThat(app.isValid(1)).isTrue();
      }
    }
    try (Admin admin = stack.kafka().admin()) {
      assertThat(admin.listTopics().names().get()).contains("onus.request.v1", "onus.sla.v1");
    }
  }

  @Test
  void aDatabaseForOneTestIsNew() throws Exception {
    TestStack stack = TestStack.get();

    TestStack.Database one = stack.newDatabase("kit");
    TestStack.Database other = stack.newDatabase("kit");
    one.execute("create table things (id int)");

    assertThat(one.name()).isNotEqualTo(other.name());
    other.execute("create table things (id int)");
  }

  @Test
  void anotherClassLoaderFindsTheSameStack() throws Exception {
    // Given
    TestStack stack = TestStack.get();

    // When the classes are loaded once more, as Quarkus does
    URL own = TestStack.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader = new ChildFirst(own)) {
      Class<?> again = loader.loadClass(TestStack.class.getName());
      Object second = again.getMethod("get").invoke(null);

      // Then
      assertThat(again).isNotSameAs(TestStack.class);
      assertThat(again.getMethod("kafkaBootstrap").invoke(second))
          .isEqualTo(stack.kafkaBootstrap());
      assertThat(again.getMethod("jdbcUrl", String.class).invoke(second, "onus_sla"))
          .isEqualTo(stack.jdbcUrl("onus_sla"));
    }
  }

  @Test
  void theTopicsAreThoseOfTheOneList() {
    List<String> names = KafkaTopics.listed().stream().map(KafkaTopics.Topic::name).toList();

    assertThat(names).doesNotHaveDuplicates().contains("onus.directory.v1", "onus.request.v1.dlt");
  }

  private static final class ChildFirst extends URLClassLoader {

    ChildFirst(URL... urls) {
      super(Arrays.copyOf(urls, urls.length), TestStackTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.onus.local.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known != null ? known : findClass(name);
    }
  }
}
