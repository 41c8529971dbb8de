using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BrigadeNumerique.Bot.Storage.PostgreSql.Migrations.Knowledge
{
    /// <inheritdoc />
    public partial class Studio : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Approver_Id",
                table: "revisions",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Approver_Name",
                table: "revisions",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Author_Id",
                table: "revisions",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "seed");

            migrationBuilder.AddColumn<string>(
                name: "Author_Name",
                table: "revisions",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "Fiches du logiciel");

            migrationBuilder.AddColumn<string>(
                name: "Approver_Id",
                table: "articles",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Approver_Name",
                table: "articles",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Asker_Id",
                table: "articles",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Asker_Name",
                table: "articles",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Public",
                table: "articles",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "PublishAt",
                table: "articles",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Stamp",
                table: "articles",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "WithdrawAt",
                table: "articles",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Writer_Id",
                table: "articles",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Writer_Name",
                table: "articles",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "WrittenAt",
                table: "articles",
                type: "bigint",
                nullable: true);

            // Until now only the product has published; what counted publications becomes the stamp.
            migrationBuilder.Sql("UPDATE articles SET \"Stamp\" = \"Version\", \"Version\" = 0");
            migrationBuilder.Sql("UPDATE articles SET \"Public\" = TRUE WHERE \"State\" = 2");

            migrationBuilder.CreateTable(
                name: "versions",
                columns: table => new
                {
                    Slug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false),
                    Closed = table.Column<bool>(type: "boolean", nullable: false),
                    By_Id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    By_Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versions", x => new { x.Slug, x.Number });
                    table.ForeignKey(
                        name: "FK_versions_articles_Slug",
                        column: x => x.Slug,
                        principalTable: "articles",
                        principalColumn: "Slug",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_articles_PublishAt",
                table: "articles",
                column: "PublishAt");

            migrationBuilder.CreateIndex(
                name: "IX_articles_WithdrawAt",
                table: "articles",
                column: "WithdrawAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "versions");

            migrationBuilder.DropIndex(
                name: "IX_articles_PublishAt",
                table: "articles");

            migrationBuilder.DropIndex(
                name: "IX_articles_WithdrawAt",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "Approver_Id",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "Approver_Name",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "Author_Id",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "Author_Name",
                table: "revisions");

            migrationBuilder.DropColumn(
                name: "Approver_Id",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "Approver_Name",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "Asker_Id",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "Asker_Name",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "Public",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "PublishAt",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "Stamp",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "WithdrawAt",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "Writer_Id",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "Writer_Name",
                table: "articles");

            migrationBuilder.DropColumn(
                name: "WrittenAt",
                table: "articles");
        }
    }
}
