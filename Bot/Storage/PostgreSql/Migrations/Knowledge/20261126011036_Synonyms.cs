using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BrigadeNumerique.Bot.Storage.PostgreSql.Migrations.Knowledge
{
    /// <inheritdoc />
    public partial class Synonyms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "synonyms",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    BuiltIn = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    Words = table.Column<string>(type: "text", nullable: false),
                    On = table.Column<bool>(type: "boolean", nullable: false),
                    Stamp = table.Column<int>(type: "integer", nullable: false),
                    WrittenAt = table.Column<long>(type: "bigint", nullable: false),
                    Writer_Id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Writer_Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_synonyms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "synonym_changes",
                columns: table => new
                {
                    Number = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    GroupId = table.Column<int>(type: "integer", nullable: true),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Words = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    By_Id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    By_Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_synonym_changes", x => x.Number);
                    table.ForeignKey(
                        name: "FK_synonym_changes_synonyms_GroupId",
                        column: x => x.GroupId,
                        principalTable: "synonyms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "IX_synonym_changes_GroupId",
                table: "synonym_changes",
                column: "GroupId");

            migrationBuilder.CreateIndex(
                name: "IX_synonyms_BuiltIn",
                table: "synonyms",
                column: "BuiltIn",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "synonym_changes");

            migrationBuilder.DropTable(
                name: "synonyms");
        }
    }
}
