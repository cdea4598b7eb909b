package io.onus.notification.person;

import io.onus.notification.person.domain.Person;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code people}; known to {@link PersonStore} alone. */
@Entity
@Table(name = "people")
class PersonEntity extends PanacheEntityBase {

  @Id String id;
  String name;
  long version;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  Person person() {
    return new Person(id, name, version);
  }
}
