package io.onus.request.catalogue;

import io.onus.request.catalogue.domain.CatalogueItem;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code services}; known to {@link CatalogueStore} alone. */
@Entity
@Table(name = "services")
class ServiceEntity extends PanacheEntityBase {

  @Id String code;
  String provider;
  String name;
  String intake;
  long version;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  CatalogueItem item() {
    return new CatalogueItem(code, provider, name, intake, version);
  }

  void write(CatalogueItem item, Instant now) {
    provider = item.provider();
    name = item.name();
    intake = item.intake();
    version = item.version();
    updatedAt = now;
  }
}
